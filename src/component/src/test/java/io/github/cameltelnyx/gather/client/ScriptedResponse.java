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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the {@link ScriptedServer} sends for a request: bytes, then keep, close or reset the connection. */
record ScriptedResponse(byte[] bytes, End end) {

    enum End {
        KEEP,
        CLOSE,
        RESET
    }

    static ScriptedResponse ok() {
        return json(200, "{\"data\":{\"result\":\"ok\"}}");
    }

    static ScriptedResponse json(int status, String body, String... headers) {
        return of(status, "application/json", body, headers);
    }

    static ScriptedResponse of(int status, String contentType, String body, String... headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " Text\r\n"
                + (contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n")
                + "Content-Length: " + content.length + "\r\n"
                + Arrays.stream(headers).reduce("", (all, header) -> all + header + "\r\n") + "\r\n";
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, bytes.length + content.length);
        System.arraycopy(content, 0, all, bytes.length, content.length);
        return new ScriptedResponse(all, End.KEEP);
    }

    static ScriptedResponse error(int status, String code, String title, String... headers) {
        return json(status, "{\"errors\":[{\"code\":\"" + code + "\",\"title\":\"" + title + "\"}]}", headers);
    }

    /** All but the last bytes of a response, then the end of the connection. */
    static ScriptedResponse half() {
        byte[] whole = ok().bytes();
        return new ScriptedResponse(Arrays.copyOf(whole, whole.length - 5), End.CLOSE);
    }

    static ScriptedResponse closed() {
        return new ScriptedResponse(new byte[0], End.CLOSE);
    }

    static ScriptedResponse reset() {
        return new ScriptedResponse(new byte[0], End.RESET);
    }
}
