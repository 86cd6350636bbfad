package tours;

import java.nio.file.*;
import java.util.*;

public class Run {
    static Model solomon(Path f) throws Exception {
        List<double[]> rows = new ArrayList<>(); int vehicles = 0, cap = 0; boolean cust = false; 
        for (String l : Files.readAllLines(f)) {
            String[] w = l.trim().split("\\s+");
            if (w.length == 2 && w[0].matches("\\d+") && !cust) { vehicles = Integer.parseInt(w[0]); cap = Integer.parseInt(w[1]); }
            if (l.startsWith("CUST")) cust = true;
            if (w.length == 7 && w[0].matches("\\d+")) rows.add(Arrays.stream(w).mapToDouble(Double::parseDouble).toArray());
        }
        int n = rows.size() - 1; Model m = new Model(n, n + 1, 1, 1);
        double[] d = rows.get(0);
        for (int i = 0; i < n; i++) { double[] r = rows.get(i + 1); m.deliver[i] = (int) r[3]; m.open[i] = r[4]; m.close[i] = r[5]; m.service[i] = r[6]; m.leaveOut[i] = 1e5; }
        common(m, vehicles, cap, d[4], d[5]);
        double[] xs = new double[n + 1], ys = new double[n + 1];
        for (int i = 0; i < n; i++) { xs[i] = rows.get(i + 1)[1]; ys[i] = rows.get(i + 1)[2]; } xs[n] = d[1]; ys[n] = d[2];
        matrix(m, xs, ys, false); m.prepare(n); return m;
    }
    static void common(Model m, int vehicles, int cap, double o, double c) {
        m.capacity[0] = cap; m.start[0] = m.end[0] = m.tasks; m.count[0] = vehicles; m.tripsMax[0] = 1; m.shiftOpen[0] = o; m.shiftClose[0] = c;
    }
    static void matrix(Model m, double[] xs, double[] ys, boolean tenths) {
        int n = m.nodes; m.arc[0] = new double[n * n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { double d = Math.hypot(xs[i] - xs[j], ys[i] - ys[j]); m.arc[0][i * n + j] = tenths ? Math.floor(d * 10) : d; }
        m.time[0] = m.arc[0];
    }
    static Model lilim(Path f) throws Exception {
        List<String> ls = Files.readAllLines(f); String[] h = ls.get(0).trim().split("\\s+");
        List<double[]> rows = new ArrayList<>();
        for (String l : ls.subList(1, ls.size())) if (!l.isBlank()) rows.add(Arrays.stream(l.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray());
        int n = rows.size() - 1; Model m = new Model(n, n + 1, 1, 1); double[] d = rows.get(0);
        double[] xs = new double[n + 1], ys = new double[n + 1];
        for (int i = 0; i < n; i++) { double[] r = rows.get(i + 1); xs[i] = r[1]; ys[i] = r[2]; m.shipped[i] = (int) r[3]; m.open[i] = r[4]; m.close[i] = r[5]; m.service[i] = r[6];
            int pick = (int) r[7], del = (int) r[8]; m.partner[i] = (pick == 0 ? del : pick) - 1; m.first[i] = del != 0; m.leaveOut[i] = 1e5; }
        xs[n] = d[1]; ys[n] = d[2];
        common(m, (int) Double.parseDouble(h[0]), (int) Double.parseDouble(h[1]), d[4], d[5]); matrix(m, xs, ys, false); m.prepare(n); return m;
    }
    static Model multi(Path f) throws Exception {
        Map<String, String> head = new HashMap<>(); Map<String, List<String[]>> sec = new HashMap<>(); String cur = null;
        for (String l : Files.readAllLines(f)) {
            l = l.trim(); if (l.equals("EOF")) break;
            if (l.endsWith("_SECTION")) { cur = l; sec.put(cur, new ArrayList<>()); }
            else if (l.contains(":")) { String[] p = l.split(":"); head.put(p[0].trim(), p[1].trim()); }
            else sec.get(cur).add(l.split("\\s+"));
        }
        int n = Integer.parseInt(head.get("DIMENSION")) - 1; Model m = new Model(n, n + 1, 1, 1);
        double[] xs = new double[n + 1], ys = new double[n + 1];
        double service = Double.parseDouble(head.get("SERVICE_TIME"));
        for (int i = 0; i <= n; i++) { int at = i == 0 ? n : i - 1; String[] c = sec.get("NODE_COORD_SECTION").get(i); xs[at] = Double.parseDouble(c[1]); ys[at] = Double.parseDouble(c[2]);
            m.deliver[at] = Integer.parseInt(sec.get("DEMAND_SECTION").get(i)[1]); m.open[at] = 10 * Double.parseDouble(sec.get("TIME_WINDOW_SECTION").get(i)[1]); m.close[at] = 10 * Double.parseDouble(sec.get("TIME_WINDOW_SECTION").get(i)[2]);
            m.release[at] = 10 * Double.parseDouble(sec.get("RELEASE_TIME_SECTION").get(i)[1]); m.service[at] = 10 * service; m.leaveOut[at] = 1e6; }
        m.service[n] = 0; m.release[n] = 0; m.deliver[n] = 0;
        common(m, Integer.parseInt(head.get("VEHICLES")), Integer.parseInt(head.get("CAPACITY")), m.open[n], m.close[n]); m.tripsMax[0] = 1000;
        matrix(m, xs, ys, true); m.prepare(n); return m;
    }
    static double cpu() { return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9; }

    public static void main(String[] a) throws Exception {
        double seconds = Double.parseDouble(a[1]); long seed = Long.parseLong(a[2]);
        Path f = Path.of(a[0]); boolean vrp = a[0].endsWith(".vrp");
        Model m = vrp ? multi(f) : a[0].contains("pdptw") ? lilim(f) : solomon(f);
        double begun = cpu(); 
        java.util.function.BooleanSupplier stop = () -> cpu() - begun > seconds;
        Search s = new Search(m, seed);
        s.start();
        int need = 0, cap = m.capacity[0]; for (int i = 0; i < m.tasks; i++) need += m.deliver[i];
        int least = Math.max(1, (need + cap - 1) / cap);
        long n = Long.getLong("n", 20000); double hotF = Double.parseDouble(System.getProperty("hot", "1")), coldF = Double.parseDouble(System.getProperty("cold", "0.01"));
        boolean verbose = Boolean.getBoolean("v");
        for (int round = 0; ; round++) {
            if (!vrp) { if (!s.fewer(n / 3, m.arcMean * hotF, m.arcMean * coldF, least, stop)) break; }
            if (verbose) System.out.printf("%.1f fewer -> %d %.2f it %d%n", cpu() - begun, s.used(), s.bestCost, s.iteration);
            s.fromBest();
            boolean on = s.anneal(n, m.arcMean * hotF, m.arcMean * coldF, stop);
            if (verbose) System.out.printf("%.1f round %d n %d: %d %.2f absent %d it %d%n", cpu() - begun, round, n, s.used(), s.bestCost, s.bestAbsent, s.iteration);
            if (!on) break;
            n *= 2;
        }
        s.fromBest();
        System.out.printf("%s seed %d: %d / %.2f absent %d  (%d iterations, %.0f/s)%n", f.getFileName(), seed, s.used(), s.bestCost, s.bestAbsent, s.iteration, s.iteration / (cpu() - begun));
    }
}
