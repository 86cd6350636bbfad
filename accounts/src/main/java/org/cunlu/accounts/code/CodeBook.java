package org.cunlu.accounts.code;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends codes and judges guesses. Nobody can take a code from the one who waits for it: a newer one that somebody else asks
 * for leaves it as it is, and of the guesses that it hears only a few may come from elsewhere. All that is done is the same
 * for a number with an account and one without.
 */
@Singleton
class CodeBook implements Codes {
    private static final Logger LOG = LoggerFactory.getLogger(CodeBook.class);

    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");
    private static final int CODES = 1_000_000;
    /** Stands for the account of a number that has none, so that the same questions are asked. */
    private static final String NOBODY = "0000000000000";

    private final CodeTable table;
    private final CodeLimits limits;
    private final CodeSettings settings;
    private final Notices notices;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Transactions transactions;
    private final BlindIndex index;
    private final Ids ids;
    private final WallTime time;
    private final SecureRandom random = new SecureRandom();

    CodeBook(
            CodeTable table,
            CodeLimits limits,
            CodeSettings settings,
            Notices notices,
            Credentials credentials,
            Sessions sessions,
            Transactions transactions,
            BlindIndex index,
            Ids ids,
            WallTime time) {
        this.table = table;
        this.limits = limits;
        this.settings = settings;
        this.notices = notices;
        this.credentials = credentials;
        this.sessions = sessions;
        this.transactions = transactions;
        this.index = index;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public Sent send(MobileNumber phone, Purpose purpose, Origin origin) {
        transactions.requireNone();
        String accountId =
                credentials.of(phone).map(Credentials.Credential::accountId).orElse(NOBODY);
        boolean atHome = sessions.ownDevice(accountId, origin);
        limits.admit(phone, origin, atHome);
        String code = String.format("%06d", random.nextInt(CODES));
        transactions.run(() -> {
            Instant now = time.now();
            makeRoom(phone, purpose, origin, atHome, now);
            String codeId = ids.next();
            table.insert(new CodeTable.Fresh(
                    codeId,
                    phoneIndex(phone),
                    purpose,
                    hash(codeId, code),
                    originIndex(origin),
                    atHome,
                    now,
                    now.plus(settings.life())));
            notices.queue(
                    phone,
                    Notices.Kind.CODE,
                    Map.of(
                            "code",
                            code,
                            "minutes",
                            String.valueOf(settings.life().toMinutes())));
        });
        return new Sent(phone.masked(), settings.life().toSeconds(), 60 / settings.phonePerMinute());
    }

    @Override
    public Proof prove(MobileNumber phone, Purpose purpose, String code, Origin origin) {
        transactions.requireNone();
        String guess = Normalizer.normalize(code, Normalizer.Form.NFKC).strip();
        if (!DIGITS.matcher(guess).matches()) {
            throw wrong();
        }
        String codeId = transactions
                .run(() -> judge(phone, purpose, guess, originIndex(origin)))
                .orElseThrow(() -> {
                    LOG.info("wrong code for {}", purpose);
                    return wrong();
                });
        return new Proof(codeId, phone, purpose);
    }

    @Override
    public void spend(Proof proof) {
        transactions.require();
        Instant now = time.now();
        if (!table.end(proof.codeId(), now)) {
            throw wrong();
        }
        // Whoever has the phone in his hand has come in: what else was sent for this is not waited for any more.
        table.live(phoneIndex(proof.phone()), proof.purpose(), now).forEach(other -> table.end(other.codeId(), now));
    }

    /** The same origin's older code goes; strangers' beyond the bound, the oldest first; never one asked for at home. */
    private void makeRoom(MobileNumber phone, Purpose purpose, Origin origin, boolean atHome, Instant now) {
        byte[] from = originIndex(origin);
        List<CodeTable.Live> live = table.live(phoneIndex(phone), purpose, now);
        live.stream().filter(code -> Arrays.equals(code.origin(), from)).forEach(code -> table.end(code.codeId(), now));
        if (!atHome) {
            List<CodeTable.Live> strangers = live.stream()
                    .filter(code -> !code.atHome() && !Arrays.equals(code.origin(), from))
                    .toList();
            strangers.stream()
                    .limit(Math.max(0, strangers.size() - settings.liveMax() + 1))
                    .forEach(code -> table.end(code.codeId(), now));
        }
    }

    /** A guess is one at each code that lives, and counted at each before it is looked at. */
    private Optional<String> judge(MobileNumber phone, Purpose purpose, String guess, byte[] from) {
        Instant now = time.now();
        String right = null;
        for (CodeTable.Live code : table.live(phoneIndex(phone), purpose, now)) {
            boolean away = !Arrays.equals(code.origin(), from);
            if (table.charge(code.codeId(), away, settings.tries(), settings.triesAway(), now)
                    && MessageDigest.isEqual(code.hash(), hash(code.codeId(), guess))) {
                table.refund(code.codeId(), away);
                right = code.codeId();
            }
        }
        return Optional.ofNullable(right);
    }

    private byte[] phoneIndex(MobileNumber phone) {
        return index.of("acc_code.phone", phone.e164());
    }

    private byte[] originIndex(Origin origin) {
        return origin.device() == null
                ? index.of("acc_code.address", origin.address())
                : index.of("acc_code.device", origin.device());
    }

    /** With the row's id in it: equal codes of two rows look different. */
    private byte[] hash(String codeId, String code) {
        return index.of("acc_code.code", codeId + " " + code);
    }

    private static ProblemException wrong() {
        return ProblemException.of(
                        400,
                        "code-wrong",
                        "验证码不对或已失效 · The code is wrong or not good any more",
                        "请检查短信，或重新获取 · Look at the message again, or ask for a new one")
                .field("code");
    }
}
