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
/**
 * A simulator of Telnyx call control, for tests and demonstrations: it serves the HTTP API, keeps the state of calls, signs
 * and delivers webhooks, and lets a test play the people at the phones. Start with
 * {@link io.github.cameltelnyx.simulator.TelnyxSimulator}. It knows neither Camel nor the component.
 *
 * <p>The public types are for tests. The others share one package so that they can stay private:
 *
 * <ul>
 *   <li>{@code SimulatorEngine} connects the parts; {@code SimulatedTime} is their one thread and clock;
 *   <li>{@code Api...}: HTTP requests, access, responses; {@code CommandExecutor} and {@code ...Commands}: the commands of a
 *       call; {@code ResourceRegistry}: applications and the history of the API;
 *   <li>{@code Switchboard}, {@code CallLeg} and the line of a leg: {@code Media...}, {@code DigitGather},
 *       {@code Conversation};
 *   <li>{@code EventPublisher} and {@code Webhook...}: events and their delivery; {@code Faults};
 *   <li>{@code Transcript...}, {@code Recorded...} and {@code Replay...}: what happened, and its repetition.
 * </ul>
 */
package io.github.cameltelnyx.simulator;
