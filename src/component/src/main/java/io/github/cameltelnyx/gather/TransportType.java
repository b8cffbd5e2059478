/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltelnyx.gather;

/** The HTTP client that sends the commands. */
public enum TransportType {
    /** Vert.x where it is on the classpath and no httpClient is set, else the HTTP client of the JDK. */
    auto,
    /** The HTTP client of Vert.x. */
    vertx,
    /** The HTTP client of the JDK. */
    jdk
}
