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
 * A stand-in for Telnyx call control, for tests and demonstrations: it speaks the real HTTP API, keeps the state of
 * calls, signs and delivers webhooks, and lets a test play the caller. Start with
 * {@link io.github.cameltelnyx.simulator.TelnyxSimulator}; nothing here uses the component itself.
 *
 * <p>What is public is for tests. The rest is one package so that it can stay private; it consists of
 *
 * <ul>
 *   <li>{@code SimulatorEngine}, which puts the parts together, and {@code SimulatedTime}, the one thread and the clock of
 *       all of them;
 *   <li>{@code Api...}: HTTP requests, access, errors; {@code CommandExecutor}, {@code CommandRules} and {@code ...Commands}: what
 *       is done with a call; {@code ResourceRegistry}: applications and the history that the API tells;
 *   <li>{@code Switchboard}, {@code CallLeg} and what goes on there: {@code Media...}, {@code DigitGather},
 *       {@code Conversation};
 *   <li>{@code EventPublisher} and {@code Webhook...}: what is published, and how it is delivered; {@code Faults};
 *   <li>{@code Transcript...}, {@code Recorded...} and {@code Replay...}: what happened, and having it happen again.
 * </ul>
 */
package io.github.cameltelnyx.simulator;
