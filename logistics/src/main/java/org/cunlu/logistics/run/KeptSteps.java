package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;

/** Steps as a phone sends them: now, or kept while it had no network. */
@Singleton
class KeptSteps {
    private final Driving driving;
    private final Clock clock;

    KeptSteps(Driving driving, Clock clock) {
        this.driving = driving;
        this.clock = clock;
    }

    /** @param sentAt what the phone's clock says; null for what happens now @return in the order given */
    List<Answer> take(Caller caller, List<Step> steps, @Nullable Instant sentAt) {
        if (sentAt == null) {
            return steps.stream().map(step -> driving.take(caller, step, null)).toList();
        }
        Duration ahead = Duration.between(clock.instant(), sentAt);
        var answers = new Answer[steps.size()];
        IntStream.range(0, answers.length)
                .boxed()
                // What names no time was made when it was sent: last. The sort keeps the order of what is equal.
                .sorted(Comparator.comparing(i -> madeAt(steps.get(i), sentAt)))
                .forEachOrdered(i -> {
                    Step step = steps.get(i);
                    answers[i] = driving.take(caller, step, madeAt(step, sentAt).minus(ahead));
                });
        return List.of(answers);
    }

    private static Instant madeAt(Step step, Instant sentAt) {
        return step.deviceTime() == null ? sentAt : step.deviceTime();
    }
}
