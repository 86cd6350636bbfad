package org.cunlu.bench.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;

/**
 * A run: first everybody reads what there is to be read, then rounds of requests by chance, the audit after each. The seed
 * and the number of a request say what is asked and how it is spoilt; of what it is asked depends on what was answered before.
 */
public final class Fuzz {
    private static final int ROUND = 1_000;
    private static final int PURCHASES = 3;
    private static final int PURCHASES_AT_FIRST = 12;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final String OTHER_SHOP = "S-GONGXIAO";
    private static final String OTHER_BRAND = "B-SHIBAO";
    private static final String OTHER_SUBTREE = "500233001";

    private final Size size;
    private final Address address;
    private final PrintWriter out;
    private final Run run;
    private final List<Operation> operations;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();
    private final List<String> violations = new ArrayList<>();
    private int told;

    /**
     * @param requests at least so many
     * @param operations glob of method and path, such as {@code GET /api/shop/*}
     * @param askers at the same time; with one, a run against an app in the same state is the same again
     */
    public record Size(long requests, long seed, String operations, int askers) {}

    private Fuzz(Size size, Address address, Path folder, PrintWriter out) throws IOException {
        this.size = size;
        this.address = address;
        this.out = out;
        Description description;
        try (var line = new Line(address, 0)) {
            Heard heard = line.send(new Sent("GET", "/openapi.json", List.of(), null));
            if (!heard.done()) {
                throw new BrokenOff("没有接口描述 · No description at /openapi.json: " + heard.status());
            }
            description = Description.of(Json.read(heard.body()));
        }
        var hints = Hints.read();
        var pool = new Pool();
        var schemas = description.schemas();
        var tally = new Tally();
        this.run = new Run(
                description,
                hints,
                pool,
                new People(address, pool),
                new Drafts(pool, new Values(schemas, pool, hints), hints, tally::everDone),
                new Hostile(schemas),
                new Judge(description),
                new Findings(address, folder),
                tally);
        this.operations = description.operations().stream()
                .filter(each -> Allowed.glob(size.operations(), each.name()))
                .toList();
        if (operations.isEmpty()) {
            throw new BrokenOff("没有这样的接口 · No operation is like " + size.operations());
        }
    }

    /**
     * @param folder for bodies of findings that are too long for a line
     * @return whether nothing was found that is not allowed, and all audits were clean
     */
    public static boolean run(Size size, Address address, Path folder, PrintWriter out) {
        try {
            return new Fuzz(size, address, folder, out).play();
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    private boolean play() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var askers = new ArrayList<Asking>();
        try (var line = new Line(address, 0);
                var audit = new Audit(address);
                var threads = Executors.newFixedThreadPool(size.askers())) {
            run.people().come(line);
            run.people()
                    .rivals(
                            line,
                            Map.of(
                                    "SELLER", Map.of("kind", "SHOP", "value", OTHER_SHOP),
                                    "BRAND_OWNER", Map.of("kind", "BRAND", "value", OTHER_BRAND),
                                    "DISPATCHER", Map.of("kind", "SUBTREE", "value", OTHER_SUBTREE)));
            for (int i = 0; i < size.askers(); i++) {
                askers.add(new Asking(run, new Line(address, i + 1), sent::getAndIncrement));
            }
            read(askers.getFirst());
            // While all may still be sold.
            shop(askers.getFirst(), PURCHASES_AT_FIRST);
            audited(audit);
            while (sent.get() < size.requests()) {
                shop(askers.getFirst(), PURCHASES);
                round(threads, askers, Math.min(sent.get() + ROUND, size.requests()));
                audited(audit);
            }
        } finally {
            askers.forEach(Asking::close);
        }
        return report((System.nanoTime() - begun) / 1_000_000_000.0);
    }

    /** Everybody reads the lists that he may, twice: what is below them is known after the first time. */
    private void read(Asking asking) throws IOException {
        for (int turn = 0; turn < 2; turn++) {
            for (Operation operation : operations) {
                int others = 0;
                for (Person person : run.people().all(operation)) {
                    boolean list = operation.pathNames().isEmpty();
                    if (operation.reads() && (turn == 0 ? list : others++ < 1)) {
                        asking.good(operation, person, new Random(size.seed() ^ sent.get() * MIX));
                    }
                }
            }
        }
    }

    private void shop(Asking asking, int purchases) throws IOException {
        for (int i = 0; i < purchases && size.operations().equals("*"); i++) {
            new Shopping(run, asking).buy(new Random(size.seed() ^ (sent.get() + i) * MIX));
        }
    }

    private void round(ExecutorService threads, List<Asking> askers, long until) throws InterruptedException {
        var work = new ArrayList<Callable<Void>>();
        for (Asking asking : askers) {
            work.add(() -> {
                while (sent.get() < until) {
                    long turn = turns.getAndIncrement();
                    asking.any(turn(turn), new Random(size.seed() * 31 ^ turn * MIX));
                }
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(work)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an asker broke off", e.getCause());
            }
        }
    }

    /** All operations come once before any comes again, each time in another order. */
    private Operation turn(long turn) {
        int size = operations.size();
        var order = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(this.size.seed() + turn / size));
        return operations.get(order.get((int) (turn % size)));
    }

    private void audited(Audit audit) {
        for (String violation : audit.violations()) {
            violations.add("after request " + sent.get() + ": " + violation);
            out.println("审计不符 audit " + violations.getLast());
        }
        out.printf(
                "… %d，发现 findings %d，可用数据 facts known %d%n",
                sent.get(), run.findings().all().size(), run.pool().size());
        // A long run is read while it goes on.
        run.findings().all().stream()
                .skip(told)
                .forEach(each ->
                        out.println("   " + each.key() + ": " + each.what().replaceAll("\\p{Cntrl}", " ")));
        told = run.findings().all().size();
        out.flush();
    }

    private boolean report(double seconds) {
        run.tally().print(out, operations);
        int open = run.findings().print(out, Allowed.read());
        if (!run.people().lost().isEmpty()) {
            out.println("不能再登录 cannot sign in any more: " + run.people().lost());
        }
        out.printf(
                "种子 seed %d，%d 请求 requests，%.0f s，未列入允许清单的发现 findings not allowed %d，审计不符 audit violations %d%n",
                size.seed(), sent.get(), seconds, open, violations.size());
        return open == 0 && violations.isEmpty();
    }
}
