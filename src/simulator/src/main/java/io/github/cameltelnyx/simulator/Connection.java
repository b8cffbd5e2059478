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

import java.util.Optional;

/**
 * Two legs that talk, or will talk as soon as the second one answers.
 *
 * @param first the existing leg
 * @param second the leg that it is connected with
 * @param firstParks whether the first leg stays up when the second one ends ({@code park_after_unbridge})
 * @param byTransfer whether {@code transfer} made it
 */
record Connection(CallLeg first, CallLeg second, boolean firstParks, boolean byTransfer) {

    Optional<CallLeg> partnerOf(CallLeg leg) {
        if (leg == first) {
            return Optional.of(second);
        }
        return leg == second ? Optional.of(first) : Optional.empty();
    }

    /** Whether the two talk to each other, which they do not before the called one answers. */
    boolean talks() {
        return first.state() == CallState.BRIDGED && second.state() == CallState.BRIDGED;
    }

    boolean parks(CallLeg leg) {
        return leg == first && firstParks;
    }
}
