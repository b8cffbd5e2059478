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
package io.github.cameltelnyx.gather.model;

import java.util.Arrays;
import java.util.Random;

/** The steps of a run, one number each. The same numbers are the same run. */
record Schedule(int[] steps) {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 70;

    static Schedule draw(long seed) {
        Random random = new Random(seed);
        int length = SHORTEST + random.nextInt(LONGEST - SHORTEST);
        return new Schedule(random.ints(length, 0, Integer.MAX_VALUE).toArray());
    }

    Schedule without(int from, int count) {
        int[] rest = new int[steps.length - count];
        System.arraycopy(steps, 0, rest, 0, from);
        System.arraycopy(steps, from + count, rest, from, rest.length - from);
        return new Schedule(rest);
    }

    Schedule with(int index, int step) {
        int[] copy = steps.clone();
        copy[index] = step;
        return new Schedule(copy);
    }

    @Override
    public String toString() {
        return Arrays.toString(steps);
    }
}
