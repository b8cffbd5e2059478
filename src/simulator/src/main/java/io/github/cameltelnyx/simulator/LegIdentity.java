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
package io.github.cameltelnyx.simulator;

/** The constant properties of one leg of a call. */
record LegIdentity(
        String callControlId,
        String callLegId,
        String callSessionId,
        String connectionId,
        String from,
        String to,
        boolean outgoing) {

    /** The person at the other end of the line, as named in transcripts. */
    String person() {
        return outgoing ? "callee" : "caller";
    }

    /** The {@code hangup_source} when the application ends this leg. */
    String applicationSide() {
        return outgoing ? "caller" : "callee";
    }
}
