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
package io.github.cameltelnyx.gather.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PublicKeysTest {
    private static final String KEY = SigningKey.generate().publicKey();
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s", "%s ", "\n\t%s\r\n"})
    void ignoresWhiteSpaceAround(String format) {
        assertThatCode(() -> verifier(format.formatted(KEY))).doesNotThrowAnyException();
    }

    @Test
    void rejectsPem() {
        String pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA" + KEY + "\n-----END PUBLIC KEY-----\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(pem))
                .withMessageContaining("32 bytes")
                .withMessageContaining("it is PEM");
    }

    static List<String> malformedKeys() {
        return List.of(
                "",
                " ",
                "KEY0123456789ABCDEF_secret",
                KEY.substring(0, 43),
                KEY.substring(0, 20) + "\n" + KEY.substring(20),
                "MCowBQYDK2VwAyEA" + KEY,
                Base64.getEncoder().encodeToString(new byte[31]),
                Base64.getEncoder().encodeToString(new byte[33]),
                "_".repeat(43) + "=",
                "/".repeat(43) + "=",
                "ab".repeat(32));
    }

    @ParameterizedTest
    @MethodSource("malformedKeys")
    void rejectsWhatIsNot32BytesInBase64(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(key))
                .withMessageContaining("44 characters")
                .withMessageContaining("not base64")
                .withMessageNotContaining("secret");
    }

    /** The points of order 1, 2, 4 and 8, also with the spellings that RFC 8032 forbids. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            })
    void rejectsAPointOfLowOrder(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(base64(hex)))
                .withMessageContaining("not a public key");
    }

    /** A good key to which a point of order 2, 4 or 8 was added. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a4c220f3b4fb51df7fe2dd7a900b50522fc23dec7955782f6ef4ac2b1fc2c75b",
                "b893e16e305f8065bb7e9d631e4ea581717cdc2bcba8b4d10e91baebbc9203e1",
                "64fe0058336fd471b3b6effae55fd41424235fe95361a6d334ccb7afb1f8b68a"
            })
    void rejectsAPointOfMixedOrder(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(base64(hex)))
                .withMessageContaining("not a public key");
    }

    @Test
    void acceptsTheGoodKeyThatPointsOfMixedOrderAreMadeOf() {
        String hex = "493ddf0c4b04ae20801d22856ff4afadd03dc21386aa87d0910b53d4e03d38a4";

        assertThatCode(() -> verifier(base64(hex))).doesNotThrowAnyException();
    }

    @Test
    void rejectsBytesThatAreNoPoint() {
        String hex = "0200000000000000000000000000000000000000000000000000000000000000";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier(base64(hex)))
                .withMessageContaining("not a public key");
    }

    @Test
    void rejectsOneWrongKeyAmongSeveral() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookVerifier(List.of(KEY, "x"), TOLERANCE, Clock.systemUTC()));
    }

    @Test
    void verifierNeedsAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookVerifier(List.of(), TOLERANCE, Clock.systemUTC()));
    }

    @ParameterizedTest
    @ValueSource(longs = {999, 0, -1000})
    void verifierNeedsATolerance(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookVerifier(List.of(KEY), Duration.ofMillis(millis), Clock.systemUTC()));
    }

    private static WebhookVerifier verifier(String key) {
        return new WebhookVerifier(List.of(key), TOLERANCE, Clock.systemUTC());
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
