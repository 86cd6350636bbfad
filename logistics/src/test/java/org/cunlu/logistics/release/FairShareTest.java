package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.logistics.release.FairShare.Claim;
import org.junit.jupiter.api.Test;

/** Sharing out what is scarce, worked by hand and tried at random. */
class FairShareTest {
    /** {@code | share | pieces | need:weight of each | shares |} of docs/reserve.md. */
    @Test
    void everyExampleOfThePageComesOutAsItSays() throws IOException {
        int read = 0;
        for (String line : Files.readAllLines(Path.of("..", "docs", "reserve.md"))) {
            if (line.startsWith("| share ")) {
                long[] numbers = numbers(line);
                int claims = (numbers.length - 1) / 3;
                var of = new ArrayList<Claim>();
                for (int i = 0; i < claims; i++) {
                    of.add(new Claim(numbers[1 + 2 * i], numbers[2 + 2 * i]));
                }
                assertThat(FairShare.of(numbers[0], of))
                        .as(line)
                        .containsExactly(Arrays.copyOfRange(numbers, 1 + 2 * claims, numbers.length));
                read++;
            } else if (line.startsWith("| weight ")) {
                long[] numbers = numbers(line);
                assertThat(SharingRule.PEOPLE.weight(numbers[0], 1, numbers[1], numbers[2]))
                        .as(line)
                        .isEqualTo(numbers[3]);
                read++;
            } else if (line.startsWith("| need ")) {
                long[] numbers = numbers(line);
                assertThat(new Release.Line(1, "RICE", "R", 1, numbers[1], 0).need(numbers[0]))
                        .as(line)
                        .isEqualTo(numbers[2]);
                read++;
            } else if (line.startsWith("| worth ")) {
                long[] numbers = numbers(line);
                assertThat(new Release.Worth(1, "HUB", "R", null, numbers[2] + numbers[3], numbers[4]).fen())
                        .as(line)
                        .isEqualTo(numbers[5]);
                read++;
            } else if (line.startsWith("| paid ")) {
                long[] numbers = numbers(line);
                assertThat(new Release.Line(1, "RICE", "R", 1, 1, numbers[1]).due(numbers[0]))
                        .as(line)
                        .isEqualTo(numbers[2]);
                read++;
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(9);
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.replace(",", "").split("[^0-9]+"))
                .filter(each -> !each.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
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
