package org.cunlu.accounts.signin;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;

/**
 * Slows down those who guess passwords: per phone and address together, per phone from anywhere, per address. Unknown
 * phones are counted like known ones. Somebody at an address where he signed in before is not slowed by strangers who try
 * his phone from elsewhere.
 */
@Singleton
class Guesses {
    private final GuessTable table;
    private final BlindIndex index;
    private final WallTime time;
    private final Limit signUps;

    Guesses(
            GuessTable table,
            BlindIndex index,
            WallTime time,
            @Value("${cunlu.accounts.sign-ups-per-address:500}") int signUpsPerAddress) {
        this.table = table;
        this.index = index;
        this.time = time;
        this.signUps = Limit.signUps(signUpsPerAddress);
    }

    /**
     * Counts a guess that is about to be judged.
     * @param familiar whether the account's owner signed in from this address before
     * @throws ProblemException 429 {@code too-many-guesses}
     */
    void admit(MobileNumber phone, String address, boolean familiar) {
        // Looked at without a lock and counted afterwards only: a village behind one address does not queue for one
        // row.
        table.blocked(address(address), time.now()).ifPresent(Guesses::refuse);
        List<GuessTable.Bucket> buckets =
                familiar ? List.of(pair(phone, address)) : List.of(pair(phone, address), phone(phone));
        table.charge(buckets, time.now()).ifPresent(Guesses::refuse);
    }

    void wrong(String address) {
        table.charge(List.of(address(address)), time.now());
    }

    void right(MobileNumber phone, String address, boolean familiar) {
        table.forget(pair(phone, address));
        if (!familiar) {
            table.refund(phone(phone));
        }
    }

    /** The guess was admitted and never judged. */
    void takeBack(MobileNumber phone, String address, boolean familiar) {
        table.takeBack(pair(phone, address));
        if (!familiar) {
            table.takeBack(phone(phone));
        }
    }

    /** @throws ProblemException 429 {@code too-many-guesses} */
    void admitSignUp(String address) {
        var bucket = new GuessTable.Bucket(index.of("acc_guess.sign-up", address), signUps);
        table.charge(List.of(bucket), time.now()).ifPresent(Guesses::refuse);
    }

    private GuessTable.Bucket pair(MobileNumber phone, String address) {
        return new GuessTable.Bucket(index.of("acc_guess.pair", phone.e164() + " " + address), Limit.PAIR);
    }

    private GuessTable.Bucket phone(MobileNumber phone) {
        return new GuessTable.Bucket(index.of("acc_guess.phone", phone.e164()), Limit.PHONE);
    }

    private GuessTable.Bucket address(String address) {
        return new GuessTable.Bucket(index.of("acc_guess.address", address), Limit.ADDRESS);
    }

    private static void refuse(Duration wait) {
        long seconds =
                Optional.of(wait.plusMillis(999).toSeconds()).filter(s -> s > 0).orElse(1L);
        throw ProblemException.of(
                        429,
                        "too-many-guesses",
                        "尝试太频繁 · Too many attempts",
                        "请在" + seconds + "秒后再试 · Try again in " + seconds + " s")
                .fact(ProblemException.RETRY_AFTER, seconds);
    }
}
