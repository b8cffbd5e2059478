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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;

/** Sends with the HTTP client of Vert.x. All of its work is done by one event loop. */
public final class VertxTransport implements Transport {

    private static final int CONNECT_TIMEOUT_MILLIS = 5000;
    /** NAT gateways and load balancers forget an idle connection after minutes, without closing it. */
    private static final int KEEP_ALIVE_SECONDS = 30;
    /** Never reached by one client: its commands on their way are limited, and a retry must not wait for a connection. */
    private static final int MAXIMUM_CONNECTIONS = 4096;

    private final Vertx vertx;
    private final boolean ownsVertx;
    private final Context context;
    private final HttpClient client;
    private final ProxySelector proxies;

    private VertxTransport(Vertx vertx, boolean ownsVertx, SSLContext tls, ProxySelector proxies) {
        this.vertx = vertx;
        this.ownsVertx = ownsVertx;
        this.context = vertx.getOrCreateContext();
        this.proxies = proxies;
        SSLEngine defaults = tls.createSSLEngine();
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                // the engine options count with this only; each request says whether it uses TLS
                .setSsl(true)
                .setSslEngineOptions(new TlsOptions(tls))
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(Arrays.asList(defaults.getEnabledProtocols())));
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MAXIMUM_CONNECTIONS));
    }

    /** Creates a transport that uses the Vert.x of the host and does not close it. */
    public static VertxTransport using(Vertx vertx, SSLContext tls, ProxySelector proxies) {
        return new VertxTransport(vertx, false, tls, proxies);
    }

    /** Creates a transport with a Vert.x of its own, which has one event loop. */
    public static VertxTransport create(SSLContext tls, ProxySelector proxies) {
        VertxOptions options =
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1);
        return new VertxTransport(Vertx.vertx(options), true, tls, proxies);
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request, Runnable sent) {
        CompletableFuture<TransportResponse> result = new CompletableFuture<>();
        try {
            context.runOnContext(ignored -> connect(request, sent, result));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private void connect(TransportRequest request, Runnable sent, CompletableFuture<TransportResponse> result) {
        if (result.isDone()) {
            return;
        }
        try {
            client.request(options(request))
                    .onSuccess(http -> transmit(http, request, sent, result))
                    .onFailure(failure -> fail(result, failure));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private static void transmit(
            HttpClientRequest http,
            TransportRequest request,
            Runnable sent,
            CompletableFuture<TransportResponse> result) {
        if (result.isDone()) {
            // cancelled meanwhile; nothing has been written to this connection, and a reset would not close it
            http.connection().close();
            return;
        }
        result.whenComplete((response, failure) -> {
            if (failure != null) {
                http.reset();
            }
        });
        sent.run();
        http.response().onFailure(failure -> fail(result, failure)).onSuccess(response -> read(http, response, result));
        if (request.body() == null) {
            http.send();
        } else {
            http.send(Buffer.buffer(request.body()));
        }
    }

    private static void read(
            HttpClientRequest http, HttpClientResponse response, CompletableFuture<TransportResponse> result) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(failure -> fail(result, failure))
                .handler(part -> {
                    if (part.length() <= BoundedBody.LIMIT - body.length()) {
                        body.appendBuffer(part);
                    } else {
                        complete(result, response, new BoundedBody(new byte[0], true));
                        http.reset();
                    }
                })
                .endHandler(end -> complete(result, response, new BoundedBody(body.getBytes(), false)));
    }

    private static void complete(
            CompletableFuture<TransportResponse> result, HttpClientResponse response, BoundedBody body) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : response.headers().names()) {
            headers.put(name, response.headers().getAll(name));
        }
        result.complete(
                new TransportResponse(response.statusCode(), HttpHeaders.of(headers, (name, value) -> true), body));
    }

    private static void fail(CompletableFuture<TransportResponse> result, Throwable failure) {
        result.completeExceptionally(
                failure instanceof IOException || failure instanceof Error
                        ? failure
                        : new IOException(failure.getMessage(), failure));
    }

    private RequestOptions options(TransportRequest request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setAbsoluteURI(request.uri().toString())
                .setFollowRedirects(false);
        request.headers().forEach(options::addHeader);
        return options.setProxyOptions(proxyFor(request.uri()));
    }

    private ProxyOptions proxyFor(URI uri) {
        for (Proxy proxy : proxies == null ? List.<Proxy>of() : proxies.select(uri)) {
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
                return new ProxyOptions()
                        .setType(ProxyType.HTTP)
                        .setHost(address.getHostString())
                        .setPort(address.getPort());
            }
        }
        return null;
    }

    @Override
    public void close() {
        client.close();
        if (ownsVertx) {
            vertx.close();
        }
    }

    /** Has Vert.x use an SSL context of the JDK with its protocols and cipher suites. */
    private static final class TlsOptions extends SSLEngineOptions {

        private final SSLContext tls;

        TlsOptions(SSLContext tls) {
            this.tls = tls;
        }

        @Override
        public SSLEngineOptions copy() {
            return this;
        }

        @Override
        public SslContextFactory sslContextFactory() {
            SSLEngine defaults = tls.createSSLEngine();
            return () -> new JdkSslContext(
                    tls,
                    true,
                    Arrays.asList(defaults.getEnabledCipherSuites()),
                    IdentityCipherSuiteFilter.INSTANCE,
                    ApplicationProtocolConfig.DISABLED,
                    ClientAuth.NONE,
                    defaults.getEnabledProtocols(),
                    false);
        }
    }
}
