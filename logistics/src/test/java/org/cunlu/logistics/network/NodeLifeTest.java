package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.Node.Status.BUILT;
import static org.cunlu.logistics.Node.Status.CLOSED;
import static org.cunlu.logistics.Node.Status.OPEN;
import static org.cunlu.logistics.Node.Status.PLANNED;
import static org.cunlu.logistics.Node.Status.SUSPENDED;

import org.cunlu.logistics.Node.Status;
import org.junit.jupiter.api.Test;

class NodeLifeTest {
    @Test
    void nothingOpensUnbuiltAndNothingClosesWhileItIsOpen() {
        assertThat(NodeLife.may(PLANNED, BUILT)).isTrue();
        assertThat(NodeLife.may(BUILT, OPEN)).isTrue();
        assertThat(NodeLife.may(OPEN, SUSPENDED)).isTrue();
        assertThat(NodeLife.may(SUSPENDED, OPEN)).isTrue();
        assertThat(NodeLife.may(SUSPENDED, CLOSED)).isTrue();
        assertThat(NodeLife.may(PLANNED, OPEN)).isFalse();
        assertThat(NodeLife.may(OPEN, CLOSED)).isFalse();
        assertThat(NodeLife.may(OPEN, BUILT)).isFalse();
        assertThat(NodeLife.may(CLOSED, OPEN)).isFalse();
        for (Status each : Status.values()) {
            assertThat(NodeLife.may(each, each)).isFalse();
        }
    }

    @Test
    void whatMayComeNextIsToldInTheOrderOfALife() {
        assertThat(NodeLife.next(PLANNED)).containsExactly(BUILT, CLOSED);
        assertThat(NodeLife.next(SUSPENDED)).containsExactly(OPEN, CLOSED);
        assertThat(NodeLife.next(CLOSED)).containsExactly(PLANNED);
    }

    @Test
    void fromAnyStatusTheFewestStepsLeadToAnyOther() {
        assertThat(NodeLife.way(OPEN, CLOSED)).containsExactly(SUSPENDED, CLOSED);
        assertThat(NodeLife.way(PLANNED, OPEN)).containsExactly(BUILT, OPEN);
        assertThat(NodeLife.way(CLOSED, OPEN)).containsExactly(PLANNED, BUILT, OPEN);
        assertThat(NodeLife.way(OPEN, OPEN)).isEmpty();
        for (Status from : Status.values()) {
            for (Status to : Status.values()) {
                Status at = from;
                for (Status next : NodeLife.way(from, to)) {
                    assertThat(NodeLife.may(at, next)).isTrue();
                    at = next;
                }
                assertThat(at).isEqualTo(to);
            }
        }
    }
}
