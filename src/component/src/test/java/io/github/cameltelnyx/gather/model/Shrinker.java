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

/** Makes a failing schedule as short and as simple as it can become while it fails in the same way. */
final class Shrinker {

    private static final int TRIALS = 300;

    private final Model model;
    private final String kind;
    private int trials;

    /** @param violation what the schedule violates */
    Shrinker(Model model, String violation) {
        this.model = model;
        this.kind = kind(violation);
    }

    Schedule shrink(Schedule failing) throws Exception {
        Schedule best = failing;
        Schedule before;
        do {
            before = best;
            best = shorten(best);
            best = simplify(best);
        } while (best != before && trials < TRIALS);
        return best;
    }

    private Schedule shorten(Schedule failing) throws Exception {
        Schedule best = failing;
        for (int count = best.steps().length / 2; count > 0; count /= 2) {
            for (int from = best.steps().length - count; from >= 0; from -= count) {
                if (from + count <= best.steps().length) {
                    Schedule shorter = best.without(from, count);
                    best = fails(shorter) ? shorter : best;
                }
            }
        }
        return best;
    }

    private Schedule simplify(Schedule failing) throws Exception {
        Schedule best = failing;
        for (int i = 0; i < best.steps().length; i++) {
            int step = best.steps()[i];
            for (int argument = 0; argument < Math.min(40, StepKind.argument(step)); argument++) {
                Schedule simpler = best.with(i, StepKind.simplified(step, argument));
                if (fails(simpler)) {
                    best = simpler;
                    break;
                }
            }
        }
        return best;
    }

    private boolean fails(Schedule schedule) throws Exception {
        if (++trials > TRIALS) {
            return false;
        }
        String violation = model.run(schedule);
        return violation != null && kind(violation).equals(kind);
    }

    /** The sentence without numbers and names. */
    static String kind(String violation) {
        return violation.replaceAll("#?\\d+|node \\w", "_");
    }
}
