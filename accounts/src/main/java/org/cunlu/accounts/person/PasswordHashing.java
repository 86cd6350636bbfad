package org.cunlu.accounts.person;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import io.micronaut.core.annotation.Nullable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Passwords;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Hashes passwords with Argon2id on threads of its own: half the cores at most, of low priority, paced, and with a queue that
 * ends, so that a crowd at the door takes neither the processor nor the memory from those inside. Priority alone would not do:
 * the database is in another group of processes, to which the kernel gives no more because a thread here is nice. The hash
 * itself is native code: what it fills is none of the heap's, so that it costs no collection, and no pause of the others waits
 * for a thread that gives way.
 */
@Singleton
class PasswordHashing implements Passwords {
    // OWASP's second choice: 19 MiB, two passes, one lane.
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String OURS = "$argon2id$";
    private static final int WAITING_MAX = 100;
    private static final long WAIT_SECONDS_MAX = 20;

    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
    private final PasswordRules rules;
    private final Pace pace;
    private final ThreadPoolExecutor threads;
    /** Of a password nobody has: checked in place of an absent account's, so that absence takes as long. */
    private final String nobodys;

    PasswordHashing(PasswordRules rules, HashingSettings settings) {
        this.rules = rules;
        this.pace = new Pace(settings.perSecond(), settings.burst(), System::nanoTime);
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_MAX),
                new PoliteThreads("password-"));
        byte[] secret = new byte[HASH_BYTES];
        new SecureRandom().nextBytes(secret);
        this.nobodys = hashNow(secret);
    }

    @Override
    public void check(String password, MobileNumber phone) {
        rules.check(password, phone);
    }

    @Override
    public String hash(String password) {
        return onOwnThread(() -> hashNow(password.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean matches(String password, @Nullable String hash) {
        String stored = hash == null ? nobodys : hash;
        if (!stored.startsWith(OURS)) {
            // Said aloud: a damaged row must not look like a wrong password.
            throw new IllegalStateException("a stored password is no Argon2id hash");
        }
        boolean matches = onOwnThread(() -> argon2.verify(stored, password.getBytes(StandardCharsets.UTF_8)));
        return matches && hash != null;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private String hashNow(byte[] password) {
        return argon2.hash(PASSES, MEMORY_KIB, LANES, password);
    }

    private <T> T onOwnThread(Callable<T> work) {
        Future<T> future;
        try {
            future = threads.submit(() -> {
                TimeUnit.NANOSECONDS.sleep(pace.next());
                return work.call();
            });
        } catch (RejectedExecutionException e) {
            throw busy();
        }
        try {
            return future.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw busy();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing failed", e.getCause());
        }
    }

    private static ProblemException busy() {
        return ProblemException.of(
                        503, "sign-in-busy", "登录的人太多 · Too many are signing in", "请稍后再试 · Try again in a moment")
                .fact(ProblemException.RETRY_AFTER, 5);
    }
}
