package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.logistics.release.FairShare.Claim;
import org.junit.jupiter.api.Test;

/** Sharing out what is scarce, worked by hand and tried at random. */
class FairShareTest {
    @Test
    void whoNeedsLittleHasItAndTheRestIsSharedByWeight() {
        // 100 for weights 1:1:2 that need 10, 60 and 90: 10 first, then 90 by 1:2.
        assertThat(FairShare.of(100, List.of(new Claim(10, 1), new Claim(60, 1), new Claim(90, 2))))
                .containsExactly(10, 30, 60);
    }

    @Test
    void whatDoesNotDivideGoesByTheLargestRemainder() {
        // 10 by 1:1:4 is 1.67, 1.67, 6.67: the first two of the largest remainders, which are equal, stand first.
        assertThat(FairShare.of(10, List.of(new Claim(9, 1), new Claim(9, 1), new Claim(9, 4))))
                .containsExactly(2, 2, 6);
        // 7 by 1:2:3 is 1.17, 2.33, 3.5.
        assertThat(FairShare.of(7, List.of(new Claim(9, 1), new Claim(9, 2), new Claim(9, 3))))
                .containsExactly(1, 2, 4);
    }

    @Test
    void nobodyGetsMoreThanHeNeeds() {
        assertThat(FairShare.of(100, List.of(new Claim(10, 9), new Claim(20, 1))))
                .containsExactly(10, 20);
        assertThat(FairShare.of(30, List.of(new Claim(10, 9), new Claim(20, 1))))
                .containsExactly(10, 20);
        assertThat(FairShare.of(29, List.of(new Claim(10, 9), new Claim(20, 1))))
                .containsExactly(10, 19);
        assertThat(FairShare.of(0, List.of(new Claim(10, 9)))).containsExactly(0);
        assertThatThrownBy(() -> new Claim(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FairShare.of(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void farPeopleCountForMoreByTheRuleThatSaysSo() {
        // 200 people 20 km away, 10 thousandths a kilometre: 200 × 1.2.
        assertThat(SharingRule.PEOPLE.weight(200, 7, 20_000, 10)).isEqualTo(240_000);
        assertThat(SharingRule.PEOPLE.weight(200, 7, 999, 10)).isEqualTo(200_000);
        assertThat(SharingRule.NEED.weight(200, 7, 20_000, 10)).isEqualTo(7);
        assertThat(SharingRule.EQUAL.weight(200, 7, 20_000, 10)).isEqualTo(1);
    }

    @Test
    void sharesAreExactAndFairWhateverIsAskedFor() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("FairShareTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            int places = 1 + random.nextInt(30);
            var claims = new ArrayList<Claim>();
            long needed = 0;
            for (int i = 0; i < places; i++) {
                var claim = new Claim(random.nextInt(500), 1 + random.nextInt(round % 2 == 0 ? 5 : 1_000_000));
                claims.add(claim);
                needed += claim.need();
            }
            long quantity = random.nextLong(needed + 50);
            long[] shares = FairShare.of(quantity, claims);
            assertThat(FairShare.sum(shares)).isEqualTo(Math.min(quantity, needed));
            for (int i = 0; i < places; i++) {
                assertThat(shares[i]).isBetween(0L, claims.get(i).need());
                for (int j = 0; j < places; j++) {
                    fair(claims, shares, i, j);
                }
            }
        }
    }

    /** Who has less than he needs is behind nobody by as much as a piece of each. */
    private static void fair(List<Claim> claims, long[] shares, int poor, int other) {
        if (shares[poor] < claims.get(poor).need()) {
            BigInteger mine = times(shares[poor] + 1, claims.get(other).weight());
            BigInteger his = times(shares[other] - 1, claims.get(poor).weight());
            assertThat(mine).isGreaterThan(his);
        }
    }

    private static BigInteger times(long one, long other) {
        return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
    }
}
