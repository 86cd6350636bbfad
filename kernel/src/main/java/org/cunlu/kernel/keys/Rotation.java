package org.cunlu.kernel.keys;

import java.util.List;
import java.util.Map;

/**
 * How a rotation ended.
 * @param number of the key that everything is sealed with now
 * @param resealed how many rows of each column this run sealed anew
 * @param stuck at most ten rows that no key opens, such as {@code acc_account.phone_sealed 0ABC…}; while there are any, the
 *     older keys are not retired
 */
public record Rotation(int number, Map<String, Long> resealed, List<String> stuck) {
    public boolean complete() {
        return stuck.isEmpty();
    }
}
