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

/** Checks the numbers and URLs that a test gives. */
public final class Address {

    private Address() {}

    public static String number(String which, String number) {
        if (!RuleFactory.isPhone(number)) {
            throw new IllegalArgumentException(
                    which + " must be a number like +15550100011 or a SIP address, but is " + number);
        }
        return number;
    }

    public static String webhook(String url) {
        if (!RuleFactory.isUrl(url)) {
            throw new IllegalArgumentException("A webhook URL must be an absolute http or https URL, but is " + url);
        }
        return url;
    }
}
