package org.cunlu.devstack.supervision;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Progress.Stage;
import org.cunlu.devstack.Server;

/** All servers together: started side by side, each touched by one at a time. */
final class Stand {
    private final Map<Server, Place> places = new EnumMap<>(Server.class);
    private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();

    /** Hears what happens, for people. */
    interface Steps {
        void step(Server server, Stage stage, String text);
    }

    private record Place(ManagedServer server, ReentrantLock lock) {
        void alone(Consumer<ManagedServer> work) {
            lock.lock();
            try {
                work.accept(server);
            } finally {
                lock.unlock();
            }
        }
    }

    Stand(Map<Server, ManagedServer> servers) {
        servers.forEach((name, server) -> places.put(name, new Place(server, new ReentrantLock())));
    }

    /**
     * Starts those that do not run and waits until all answer.
     *
     * @throws DevstackException with the first trouble, when one does not start; the others stay
     */
    void ensure(Collection<Server> wanted, Steps steps) {
        var starts = wanted.stream()
                .map(name -> CompletableFuture.runAsync(() -> start(name, steps), starters))
                .toList();
        var all = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
        // Does not wait for the slow ones once one has failed.
        starts.forEach(start -> start.whenComplete((nothing, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            }
        }));
        try {
            all.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof DevstackException told ? told : failed;
        }
    }

    private void start(Server name, Steps steps) {
        places.get(name).alone(server -> {
            if (server.running()) {
                return;
            }
            long begun = System.nanoTime();
            steps.step(name, Stage.STARTING, "启动 · starts " + server.product());
            try {
                server.start(text -> steps.step(name, Stage.PREPARING, text));
            } catch (RuntimeException failed) {
                steps.step(name, Stage.FAILED, "启动失败 · did not start");
                throw failed;
            }
            var ready = "就绪 · ready after %.1f s".formatted((System.nanoTime() - begun) / 1e9);
            Supervisor.log(name + " " + ready);
            steps.step(name, Stage.READY, ready);
        });
    }

    private void end(Server name) {
        places.get(name).alone(server -> {
            server.stop();
            server.release();
        });
    }

    void stop(Server name) {
        places.get(name).alone(ManagedServer::stop);
    }

    void kill(Server name) {
        places.get(name).alone(ManagedServer::kill);
    }

    /** Stops it, deletes all it has kept, and starts it again where it was. */
    void wipe(Server name) {
        places.get(name).alone(server -> {
            server.stop();
            server.deleteData();
            server.start(text -> {});
        });
    }

    void forget(Server name, String prefix) {
        places.get(name).alone(server -> server.forget(prefix));
    }

    void deleteData(Collection<Server> names) {
        names.stream()
                .filter(places::containsKey)
                .forEach(name -> places.get(name).alone(ManagedServer::deleteData));
    }

    /** Ends all of them side by side, for good. */
    void endAll() {
        var stops = places.keySet().stream()
                .map(name -> CompletableFuture.runAsync(() -> end(name), starters))
                .toList();
        stops.forEach(CompletableFuture::join);
    }

    /** How to reach these servers, by the keys of the application's configuration. */
    Map<String, String> properties(Collection<Server> names) {
        var all = new LinkedHashMap<String, String>();
        names.stream()
                .sorted()
                .forEach(name -> all.putAll(places.get(name).server().properties()));
        return all;
    }

    Map<String, String> pids() {
        var pids = new LinkedHashMap<String, String>();
        places.forEach((name, place) -> place.server().pid().ifPresent(pid -> pids.put(name.name(), "" + pid)));
        return pids;
    }

    Collection<Server> running() {
        return places.keySet().stream()
                .filter(name -> places.get(name).server().running())
                .toList();
    }

    String product(Server name) {
        return places.get(name).server().product();
    }
}
