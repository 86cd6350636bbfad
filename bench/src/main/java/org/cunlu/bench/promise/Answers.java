package org.cunlu.bench.promise;

import java.util.Map;
import java.util.Optional;
import org.cunlu.bench.promise.PlainSearch.Answer;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Promise;

/** Whether two answers are the same in what a buyer is told: when, by how many rides, leaving when. */
final class Answers {
    private Answers() {}

    /** @param leadMinutes the carrier's, which the plain search knows nothing of @return what differs, or null */
    static String differ(Question question, Optional<Answer> plain, Promise promise, int leadMinutes) {
        if (!(promise instanceof Promise.Kept kept)) {
            return plain.map(answer -> question + ": " + answer + " but " + promise)
                    .orElse(null);
        }
        boolean same = plain.filter(answer -> kept.rides().size() == answer.rides()
                        && kept.availableAt().equals(PlainSearch.instant(answer.reached() + leadMinutes))
                        && leavesAlike(answer, kept))
                .isPresent();
        return same && joined(question, kept) ? null : question + ": " + plain + " but " + promise;
    }

    private static boolean leavesAlike(Answer answer, Promise.Kept kept) {
        return answer.rides() == 0
                || kept.rides().getFirst().departsAt().equals(PlainSearch.instant(answer.firstDeparture()));
    }

    /** Legs lead from the source to the goal without a gap. */
    private static boolean joined(Question question, Promise.Kept kept) {
        String at = question.from();
        for (Leg leg : kept.rides()) {
            if (!leg.fromNode().equals(at)) {
                return false;
            }
            at = leg.toNode();
        }
        return at.equals(question.to());
    }

    static int leadMinutes(NetworkMap map, String to) {
        return map.leads().getOrDefault(to, Map.of()).getOrDefault(NetworkMap.ANYWHERE, 0) * 24 * 60;
    }
}
