package org.cunlu.bench.storm;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Visitor;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Round;

/** People with accounts and right passwords who all sign in, again and again, while others do something else. */
public final class Storm implements AutoCloseable {
    /** The storm is already there when the measuring begins, and still there when that ends. */
    private static final Duration BEFORE = Duration.ofMillis(500);

    private static final Duration AFTER = Duration.ofMillis(500);

    private final List<Visitor> visitors;

    private Storm(List<Visitor> visitors) {
        this.visitors = visitors;
    }

    /** @param inside what was measured during the storm  @param door how the storm itself went */
    public record Both(Round inside, Round door) {}

    public static Storm prepare(Address address, int people) {
        return new Storm(Visitor.signUp(address, people));
    }

    /** @param length of {@code inside}, which is run on this thread */
    public Both during(Duration length, Supplier<Round> inside) {
        List<ClosedLoop.Client> knocking =
                visitors.stream().map(Storm::knocking).toList();
        var door = CompletableFuture.supplyAsync(
                () -> ClosedLoop.run(knocking, length.plus(BEFORE).plus(AFTER)),
                task -> Thread.ofPlatform().name("storm").start(task));
        try {
            Thread.sleep(BEFORE);
            Round measured = inside.get();
            return new Both(measured, door.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : e;
        }
    }

    private static ClosedLoop.Client knocking(Visitor visitor) {
        return () -> {
            long begun = System.nanoTime();
            try {
                Answer answer = visitor.signIn();
                return answer.done() ? Turn.done(System.nanoTime() - begun) : new Turn(answer.code(), 0);
            } catch (IOException e) {
                return new Turn(Turn.LOST, 0);
            }
        };
    }

    @Override
    public void close() {
        visitors.forEach(Visitor::close);
    }
}
