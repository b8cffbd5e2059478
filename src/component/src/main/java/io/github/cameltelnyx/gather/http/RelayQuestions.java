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
package io.github.cameltelnyx.gather.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.github.cameltelnyx.gather.correlation.RelayMessage.Reply;

/** The latest questions of this node, decided or not: a reply may come after the decision. Thread-safe. */
final class RelayQuestions {

    private static final int REMEMBERED = 10_000;

    private final LongAdder lateReplies = new LongAdder();
    // guarded by itself
    private final Map<Long, RelayQuestion> latest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RelayQuestion> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long lastId;

    /** @return the id of the question */
    long add(RelayQuestion question) {
        synchronized (latest) {
            latest.put(++lastId, question);
            return lastId;
        }
    }

    void reply(Reply reply) {
        RelayQuestion question;
        synchronized (latest) {
            question = latest.get(reply.question());
        }
        if (question != null && question.reply(reply.from(), reply.taken())) {
            lateReplies.increment();
        }
    }

    long lateReplies() {
        return lateReplies.sum();
    }
}
