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

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandTest {

    private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode();

    @Test
    void encodesEachValueOfThePath() {
        assertThat(Command.pathOf("/calls/{call_control_id}/x/{other}", "v3:a/b?c#d%e+f g$1\\", "ü~-._9"))
                .isEqualTo("/calls/v3%3Aa%2Fb%3Fc%23d%25e%2Bf%20g%241%5C/x/%C3%BC~-._9");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ".", ".."})
    void rejectsAValueThatNamesAnotherResource(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.pathOf("/calls/{call_control_id}/actions/hangup", value))
                .withMessage("call_control_id is missing or not usable in a path");
    }

    @Test
    void rejectsMoreValuesThanPlaceholders() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.pathOf("/calls", "1"))
                .withMessage("/calls takes 0 values but got 1");
    }

    @Test
    void rejectsFewerValuesThanPlaceholders() {
        assertThatIllegalArgumentException().isThrownBy(() -> Command.pathOf("/calls/{a}/{b}", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls", "//host/calls", "/calls/v3 a", "/calls/ü", "/calls/%zz", "/calls#x", ""})
    void rejectsAPathThatIsNotEncodedWithoutShowingIt(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command("hangup", "POST", path, BODY))
                .withMessage("hangup: the path must start with one / and be percent-encoded");
    }

    @Test
    void rejectsAnUnknownMethod() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Command("x", "TRACE", "/calls", BODY));
    }

    @Test
    void rejectsAPostWithoutBody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command("hangup", "POST", "/calls", null))
                .withMessage("hangup: POST must have a body");
    }

    @Test
    void rejectsAGetWithBody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command("callStatus", "GET", "/calls", BODY))
                .withMessage("callStatus: GET must not have a body");
    }

    @Test
    void hidesThePathAndTheBody() {
        assertThat(ClientFixture.command()).hasToString("Command[gather, POST]");
    }

    @Test
    void theResponseHidesItsData() {
        assertThat(new ApiResponse(200, BODY.deepCopy().put("from", "+15550100011"), "r-1"))
                .hasToString("ApiResponse[status=200, requestId=r-1]");
    }
}
