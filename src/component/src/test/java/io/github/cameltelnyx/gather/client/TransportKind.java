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
package io.github.cameltelnyx.gather.client;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;

import io.vertx.core.Vertx;

/** Which transport a test runs over. */
enum TransportKind {
    VERTX {
        @Override
        Transport create(SSLContext tls) {
            return VertxTransport.using(HOST, tls, ProxySelector.getDefault());
        }
    },
    JDK {
        @Override
        Transport create(SSLContext tls) {
            return new JdkTransport(HttpClient.newBuilder().sslContext(tls).build());
        }
    };

    /** As in an application, where it lasts as long as the process. */
    private static final Vertx HOST = Vertx.vertx();

    abstract Transport create(SSLContext tls);

    Transport create() {
        try {
            return create(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
