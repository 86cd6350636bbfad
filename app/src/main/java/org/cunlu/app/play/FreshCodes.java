package org.cunlu.app.play;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Second factors of somebody who does many powerful acts in a row: a code of his app for a set of recovery codes, and the last of
 * a set for the next. A code of the app is good once, and a play does not wait half a minute for each.
 */
final class FreshCodes {
    private final Api api;
    private final Person person;
    private final Deque<String> left = new ArrayDeque<>();

    FreshCodes(Api api, Person person) {
        this.api = api;
        this.person = person;
    }

    Person person() {
        return person;
    }

    /** @return one that nobody has used */
    String next() {
        if (left.isEmpty()) {
            People.withFreshCode(this::renew);
        } else if (left.size() == 1) {
            renew(left.removeFirst());
        }
        return left.removeFirst();
    }

    private void renew(String code) {
        api.postFresh(person, "/api/auth/second-factor/recovery-codes", code, Map.of())
                .get("recoveryCodes")
                .values()
                .forEach(each -> left.add(each.getStringValue()));
    }
}
