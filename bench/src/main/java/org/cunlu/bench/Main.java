package org.cunlu.bench;

/** {@code java -cp 'bench/target/lib/*' org.cunlu.bench.Main <command>}; what {@code ./cunlu bench} starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Bench.run(args));
    }
}
