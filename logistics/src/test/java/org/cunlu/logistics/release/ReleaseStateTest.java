package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ReleaseStateTest {
    @Test
    void onlyTheseStepsAreTaken() {
        assertThat(steps(true))
                .containsExactly(
                        "OPENED PROPOSED",
                        "OPENED WITHDRAWN",
                        "PROPOSED REVIEWED",
                        "PROPOSED REJECTED",
                        "PROPOSED WITHDRAWN",
                        "PROPOSED EXPIRED",
                        "REVIEWED APPROVED",
                        "REVIEWED REJECTED",
                        "REVIEWED WITHDRAWN",
                        "REVIEWED EXPIRED",
                        "APPROVED BOOKED",
                        "BOOKED DELIVERED");
    }

    @Test
    void whatIsNotReviewedIsApprovedWhereNoReviewIsNeeded() {
        assertThat(steps(false))
                .contains("PROPOSED APPROVED")
                .hasSize(steps(true).size() + 1);
    }

    @Test
    void whatWasApprovedIsSoWhateverBecameOfItAndNothingElseIs() {
        assertThat(ReleaseState.values())
                .filteredOn(ReleaseState::approved)
                .containsExactlyInAnyOrder(ReleaseState.APPROVED, ReleaseState.BOOKED, ReleaseState.DELIVERED);
    }

    private static ArrayList<String> steps(boolean reviewNeeded) {
        var steps = new ArrayList<String>();
        for (ReleaseState from : ReleaseState.values()) {
            for (ReleaseState to : ReleaseState.values()) {
                if (from.mayBecome(to, reviewNeeded)) {
                    steps.add(from + " " + to);
                }
            }
        }
        return steps;
    }
}
