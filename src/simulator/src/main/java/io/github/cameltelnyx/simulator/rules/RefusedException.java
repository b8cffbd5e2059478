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
package io.github.cameltelnyx.simulator.rules;

import java.util.List;

/** A request that Telnyx would refuse; the first error decides the HTTP status. */
public final class RefusedException extends RuntimeException {

    private final transient List<ApiError> errors;

    public RefusedException(List<ApiError> errors) {
        super("refused with code " + errors.get(0).code().code());
        this.errors = List.copyOf(errors);
    }

    public RefusedException(ErrorCode code, String detail) {
        this(List.of(ApiError.of(code, detail)));
    }

    public RefusedException(ErrorCode code, String detail, String pointer) {
        this(List.of(new ApiError(code, detail, pointer)));
    }

    public static void ifAny(List<ApiError> errors) {
        if (!errors.isEmpty()) {
            throw new RefusedException(errors);
        }
    }

    public List<ApiError> errors() {
        return errors;
    }
}
