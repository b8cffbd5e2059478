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
package com.example.booking;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the AI has to find out. Its questions come from the descriptions. */
public record Booking(
        @JsonPropertyDescription("Day of the appointment, as a date such as 2026-03-10") String day,
        @JsonPropertyDescription("Hour of the appointment, 9 to 17") int hour,
        @JsonPropertyDescription("Name of the caller") String name) {}
