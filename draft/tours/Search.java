package tours;

import java.util.*;

/** Ruin and recreate by strings, with annealing. */
final class Search {
    final Model m; final SplittableRandom rnd; final Tour[] tours; final Tour[] tourOf; // by task
    final boolean[] out; int[] absent; int absentCount; double absentCost;
    // per iteration
    final boolean[] marked; final int[] removed; int removedCount; long iteration; final Tour[] touched; int touchedCount;
    final int[] savedAbsent; int savedAbsentCount; double savedAbsentCost;
    double blink = 0.01; int removeMean = Integer.getInteger("rm", 10), stringMax = Integer.getInteger("sm", 10); double splitRate = 0.5, splitGrow = 0.01;
    double current; int fleet; // tours in use at most
    // best insertion
    double bestDelta; Tour bestTour; int bestPos, bestPos2; boolean bestNewTrip;
    final double[] sortKey; final long[] absences;
    int[][] best; double bestCost; int bestAbsent; int[] bestAbsentList = new int[0];
    int tries = 3;

    Search(Model m, long seed) {
        this.m = m; rnd = new SplittableRandom(seed);
        int many = 0; for (int k = 0; k < m.types; k++) many += m.count[k];
        tours = new Tour[many]; int id = 0;
        for (int k = 0; k < m.types; k++) for (int i = 0; i < m.count[k]; i++) { tours[id] = new Tour(m, k, id); id++; }
        tourOf = new Tour[m.tasks]; out = new boolean[m.tasks]; absent = new int[m.tasks]; savedAbsent = new int[m.tasks];
        marked = new boolean[m.nodes]; removed = new int[m.tasks]; touched = new Tour[many]; sortKey = new double[m.tasks];
        absences = new long[m.tasks]; fleet = many;
    }

    void touch(Tour t) { if (t.savedAt != iteration) { t.save(iteration); touched[touchedCount++] = t; } }

    double total() { double c = absentCost; for (Tour t : tours) c += t.cost; return c; }

    void start() {
        removedCount = 0; iteration++;
        for (int i = 0; i < m.tasks; i++) if (m.partner[i] < 0 || m.first[i]) removed[removedCount++] = i;
        touchedCount = 0; absentCount = 0; absentCost = 0;
        recreate();
        current = total(); keepBest();
    }

    void keepBest() {
        bestCost = current; bestAbsent = absentCount; best = new int[tours.length][];
        for (int i = 0; i < tours.length; i++) best[i] = Arrays.copyOf(tours[i].node, tours[i].len);
        bestAbsentList = Arrays.copyOf(absent, absentCount);
    }

    void fromBest() {
        Arrays.fill(tourOf, null); absentCount = 0; absentCost = 0;
        for (int i = 0; i < tours.length; i++) { tours[i].set(best[i]); for (int k = 0; k < tours[i].len; k++) if (tours[i].node[k] < m.tasks) tourOf[tours[i].node[k]] = tours[i]; }
        for (int c : bestAbsentList) { absent[absentCount++] = c; absentCost += m.leaveOut[c]; }
        current = total();
    }

    int used() { int u = 0; for (Tour t : tours) if (t.taskCount > 0) u++; return u; }

    // ---------------- ruin
    void ruin() {
        int used = 0, tasks = 0;
        for (Tour t : tours) if (t.taskCount > 0) { used++; tasks += t.taskCount; }
        removedCount = 0;
        for (int i = 0; i < absentCount; i++) removed[removedCount++] = absent[i];
        savedAbsentCount = absentCount; savedAbsentCost = absentCost; System.arraycopy(absent, 0, savedAbsent, 0, absentCount);
        absentCount = 0; absentCost = 0;
        if (used == 0) return;
        double mean = (double) tasks / used;
        double stringLimit = Math.min(stringMax, mean);
        double stringsLimit = 4.0 * removeMean / (1 + stringLimit) - 1;
        int strings = (int) Math.floor(rnd.nextDouble() * stringsLimit + 1);
        int seed = rnd.nextInt(m.tasks);
        int done = 0; int from = touchedCount;
        for (int c : m.near[seed]) {
            if (done >= strings) break;
            Tour t = tourOf[c];
            if (t == null || t.savedAt == iteration) continue;
            int max = (int) Math.min(t.taskCount, stringLimit);
            int length = (int) Math.floor(rnd.nextDouble() * max + 1);
            touch(t);
            if (length < t.taskCount && length > 1 && rnd.nextDouble() < splitRate) removeSplit(t, c, length); else removeString(t, c, length);
            done++;
        }
        int end = touchedCount;
        for (int i = 0; i < end; i++) touched[i].without(marked);
        for (int i = savedAbsentCount; i < removedCount; i++) { int c = removed[i]; marked[c] = false; tourOf[c] = null; int p = m.partner[c]; if (p >= 0) { marked[p] = false; tourOf[p] = null; } }
        for (int i = 0; i < savedAbsentCount; i++) {}
    }

    private void mark(int c) {
        if (marked[c]) return;
        marked[c] = true; int p = m.partner[c];
        if (p >= 0) { marked[p] = true; removed[removedCount++] = m.first[c] ? c : p; } else removed[removedCount++] = c;
    }

    private int[] order = new int[256];
    private int listed(Tour t, int c) {
        if (order.length < t.len) order = new int[t.len * 2];
        int k = 0, at = 0;
        for (int i = 0; i < t.len; i++) { int n = t.node[i]; if (n < m.tasks) { if (n == c) at = k; order[k++] = n; } }
        return at;
    }

    private void removeString(Tour t, int c, int length) {
        int at = listed(t, c), n = t.taskCount;
        int lo = Math.max(0, at - length + 1), hi = Math.min(at, n - length);
        int s = lo + rnd.nextInt(hi - lo + 1);
        for (int i = s; i < s + length; i++) mark(order[i]);
    }

    private void removeSplit(Tour t, int c, int length) {
        int keep = 1; int n = t.taskCount;
        while (length + keep < n && rnd.nextDouble() > splitGrow) keep++;
        // paper: preserved grows while U > beta is false; small values preferred
        keep = 1; while (length + keep < n && rnd.nextDouble() < splitGrow * 50) keep++;
        if (length + keep > n) keep = n - length;
        int whole = length + keep; int at = listed(t, c);
        int lo = Math.max(0, at - whole + 1), hi = Math.min(at, n - whole);
        int s = lo + rnd.nextInt(hi - lo + 1);
        int gap = s + rnd.nextInt(length + 1);
        for (int i = s; i < s + whole; i++) if (i < gap || i >= gap + keep) mark(order[i]);
    }

    // ---------------- recreate
    private void sort() {
        int way = rnd.nextInt(17);
        double[] a = m.arc[0]; int d = m.start[0];
        for (int i = 0; i < removedCount; i++) {
            int c = removed[i]; double k;
            int last = m.partner[c] >= 0 ? m.partner[c] : c;
            if (way < 4) k = rnd.nextDouble();
            else if (way < 8) { int q = 0; for (int x = 0; x < m.parts; x++) q += m.deliver[c * m.parts + x] + m.collect[c * m.parts + x] + m.shipped[c * m.parts + x]; k = -q; }
            else if (way < 10) k = -a[d * m.nodes + c];
            else if (way < 11) k = a[d * m.nodes + c];
            else if (way < 13) k = m.close[c] - m.open[c];
            else if (way < 15) k = m.open[c];
            else k = -m.close[last];
            sortKey[c] = k;
        }
        // insertion sort, small
        if (removedCount > 60) {
            Integer[] box = new Integer[removedCount]; for (int i = 0; i < removedCount; i++) box[i] = removed[i];
            Arrays.sort(box, Comparator.comparingDouble(c -> sortKey[c]));
            for (int i = 0; i < removedCount; i++) removed[i] = box[i];
            return;
        }
        for (int i = 1; i < removedCount; i++) {
            int c = removed[i]; double k = sortKey[c]; int j = i - 1;
            while (j >= 0 && sortKey[removed[j]] > k) { removed[j + 1] = removed[j]; j--; }
            removed[j + 1] = c;
        }
    }

    void recreate() {
        sort();
        int used = used();
        for (int i = 0; i < removedCount; i++) {
            int c = removed[i];
            bestDelta = Double.POSITIVE_INFINITY; bestTour = null;
            int emptyTried = -1;
            for (Tour t : tours) {
                if (t.taskCount == 0) {
                    if (used >= fleet || emptyTried == t.type) continue;
                    emptyTried = t.type;
                }
                if (m.partner[c] < 0) tryOne(t, c); else tryPair(t, c, m.partner[c]);
            }
            if (bestTour == null) { absent[absentCount++] = c; absentCost += m.leaveOut[c]; continue; }
            if (bestTour.taskCount == 0) used++;
            place(c);
        }
    }

    private void place(int c) {
        Tour t = bestTour; touch(t);
        int p = m.partner[c];
        if (p >= 0) { t.insert(bestPos2, p); t.insert(bestPos, c); tourOf[p] = t; }
        else if (bestNewTrip) { if (bestPos == t.len - 1) { t.insert(bestPos - 1, m.start[t.type]); t.insert(bestPos, c); } else { t.insert(bestPos, c); t.insert(bestPos + 1, m.start[t.type]); } }
        else t.insert(bestPos, c);
        tourOf[c] = t; t.update();
    }

    private void tryOne(Tour t, int c) {
        final Model m = this.m; final int type = t.type;
        if (m.allowed[type] != null && !m.allowed[type][c]) return;
        final int nodes = m.nodes, parts = m.parts; final double[] tt = m.time[type], arc = m.arc[type];
        final double openC = m.open[c], closeC = m.close[c], serviceC = m.service[c], relC = m.release[c];
        final int[] node = t.node; final int cRow = c * nodes;
        final double fixed = t.taskCount == 0 ? m.fixed[type] : 0;
        int s = 0; final int lenEnd = t.len - 1; int trips = 0;
        while (s < lenEnd) {
            int e = t.tripEnd[s]; trips++;
            boolean slow = relC > t.rel[s]; double shifted = 0;
            boolean go = true;
            if (slow) { shifted = Math.max(t.begin[s], relC); if (shifted > t.latest[s]) go = false; }
            if (go) for (int i = s; i < e; i++) {
                int a = node[i], b = node[i + 1];
                double beg;
                if (slow) {
                    if (i > s) { double at = shifted + (node[i - 1] < m.tasks ? m.service[node[i - 1]] : m.loading[type]) + tt[node[i - 1] * nodes + a]; if (at < m.open[a]) at = m.open[a]; shifted = at; if (at > t.latest[i]) break; }
                    beg = shifted;
                } else beg = t.begin[i];
                if (beg > closeC) break;
                double delta = arc[a * nodes + c] + arc[cRow + b] - arc[a * nodes + b] + fixed;
                if (delta >= bestDelta) continue;
                double at = beg + (a < m.tasks ? m.service[a] : m.loading[type]) + tt[a * nodes + c];
                if (at > closeC) continue;
                if (at < openC) at = openC;
                if (at + serviceC + tt[cRow + b] > t.latest[i + 1]) continue;
                boolean fits = true;
                for (int k = 0; k < parts; k++) {
                    int cap = m.capacity[type * parts + k];
                    if (t.before[i * parts + k] + m.deliver[c * parts + k] > cap || t.after[i * parts + k] + m.collect[c * parts + k] > cap) { fits = false; break; }
                }
                if (!fits) continue;
                if (rnd.nextDouble() < blink) continue;
                bestDelta = delta; bestTour = t; bestPos = i; bestNewTrip = false;
            }
            s = e;
        }
        if (trips < m.tripsMax[type] && t.taskCount > 0) {
            int d = m.start[type]; double delta = arc[d * nodes + c] + arc[cRow + d];
            if (delta >= bestDelta) return;
            for (int k = 0; k < parts; k++) if (m.deliver[c * parts + k] > m.capacity[type * parts + k] || m.collect[c * parts + k] > m.capacity[type * parts + k]) return;
            s = 0;
            while (true) {
                double b = Math.max(t.arrive[s], relC);
                double at = Math.max(b + m.loading[type] + tt[d * nodes + c], openC);
                if (at > closeC) break;
                double back = at + serviceC + tt[cRow + d];
                boolean ok = s == lenEnd ? back <= t.latest[s] : Math.max(back, t.rel[s]) <= t.latest[s];
                if (ok && rnd.nextDouble() >= blink) { bestDelta = delta; bestTour = t; bestPos = s; bestNewTrip = true; return; }
                if (s == lenEnd) break;
                s = t.tripEnd[s];
            }
        }
    }

    private void tryPair(Tour t, int p, int d) {
        final Model m = this.m; final int type = t.type;
        if (m.allowed[type] != null && !(m.allowed[type][p] && m.allowed[type][d])) return;
        final int nodes = m.nodes, parts = m.parts; final double[] tt = m.time[type], arc = m.arc[type];
        final int[] node = t.node; final double fixed = t.taskCount == 0 ? m.fixed[type] : 0;
        final double openP = m.open[p], closeP = m.close[p], openD = m.open[d], closeD = m.close[d];
        int s = 0; final int lenEnd = t.len - 1;
        while (s < lenEnd) {
            int e = t.tripEnd[s];
            for (int i = s; i < e; i++) {
                int a = node[i], b = node[i + 1];
                if (t.begin[i] > closeP) break;
                double deltaP = arc[a * nodes + p] + arc[p * nodes + b] - arc[a * nodes + b] + fixed;
                double direct = arc[a * nodes + p] + arc[p * nodes + d] + arc[d * nodes + b] - arc[a * nodes + b] + fixed;
                boolean later = deltaP < bestDelta;
                if (!later && direct >= bestDelta) continue;
                double at = t.begin[i] + (a < m.tasks ? m.service[a] : m.loading[type]) + tt[a * nodes + p];
                if (at > closeP) continue;
                if (at < openP) at = openP;
                if (!fits(t, i, p)) continue;
                double leave = at + m.service[p];
                // d at once
                if (direct < bestDelta) {
                    double ad = Math.max(leave + tt[p * nodes + d], openD);
                    if (ad <= closeD && ad + m.service[d] + tt[d * nodes + b] <= t.latest[i + 1] && rnd.nextDouble() >= blink) {
                        bestDelta = direct; bestTour = t; bestPos = i; bestPos2 = i; bestNewTrip = false;
                    }
                }
                if (!later) continue;
                int from = p;
                for (int j = i + 1; j < e; j++) {
                    int n = node[j];
                    double an = leave + tt[from * nodes + n]; if (an < m.open[n]) an = m.open[n];
                    if (an > t.latest[j]) break;
                    if (an > closeD) break;
                    if (!fits(t, j, p)) break;
                    leave = an + m.service[n]; from = n;
                    int nb = node[j + 1];
                    double delta = deltaP + arc[n * nodes + d] + arc[d * nodes + nb] - arc[n * nodes + nb];
                    if (delta >= bestDelta) continue;
                    double ad = Math.max(leave + tt[n * nodes + d], openD);
                    if (ad > closeD || ad + m.service[d] + tt[d * nodes + nb] > t.latest[j + 1]) continue;
                    if (rnd.nextDouble() < blink) continue;
                    bestDelta = delta; bestTour = t; bestPos = i; bestPos2 = j; bestNewTrip = false;
                }
            }
            s = e;
        }
    }

    private boolean fits(Tour t, int pos, int p) {
        for (int k = 0; k < m.parts; k++) if (t.load[pos * m.parts + k] + m.shipped[p * m.parts + k] > m.capacity[t.type * m.parts + k]) return false;
        return true;
    }

    // ---------------- iterations
    void undo() {
        for (int i = 0; i < touchedCount; i++) {
            Tour t = touched[i];
            for (int k = 0; k < t.len; k++) if (t.node[k] < m.tasks) tourOf[t.node[k]] = null;
        }
        for (int i = 0; i < touchedCount; i++) {
            Tour t = touched[i]; t.restore();
            for (int k = 0; k < t.len; k++) if (t.node[k] < m.tasks) tourOf[t.node[k]] = t;
        }
        absentCount = savedAbsentCount; absentCost = savedAbsentCost; System.arraycopy(savedAbsent, 0, absent, 0, absentCount);
    }

    double candidate() {
        iteration++; touchedCount = 0;
        ruin();
        // tours not ruined keep their cost; sum of changes:
        recreate();
        double c = 0;
        for (Tour t : tours) c += t.cost;
        return c + absentCost;
    }

    boolean anneal(long iterations, double hot, double cold, java.util.function.BooleanSupplier stop) {
        double temp = hot, factor = Math.pow(cold / hot, 1.0 / iterations);
        for (long i = 0; i < iterations; i++) {
            if ((i & 255) == 0 && stop.getAsBoolean()) return false;
            double cand = candidate();
            if (cand < current - temp * Math.log(rnd.nextDouble())) {
                current = cand;
                if (cand < bestCost - 1e-9) keepBest();
            } else undo();
            temp *= factor;
        }
        return true;
    }

    long sumAbsences(int[] list, int many) { long s = 0; for (int i = 0; i < many; i++) s += absences[list[i]]; return s; }

    /** Tries to do with fewer tours. @return whether it was not stopped */
    boolean fewer(long iterations, double hot, double cold, int least, java.util.function.BooleanSupplier stop) {
        fromBest(); Arrays.fill(absences, 1);
        if (bestAbsent > 0 || used() <= least) return true;
        dissolve();
        double temp = hot, factor = Math.pow(cold / hot, 1.0 / iterations);
        long sum = sumAbsences(absent, absentCount);
        for (long i = 0; i < iterations; i++) {
            if ((i & 255) == 0 && stop.getAsBoolean()) { fromBest(); fleet = used(); return false; }
            double cand = candidate();
            long candSum = sumAbsences(absent, absentCount);
            boolean take = candSum < sum || (candSum == sum && cand < current - temp * Math.log(rnd.nextDouble()));
            for (int k = 0; k < absentCount; k++) absences[absent[k]]++;
            if (take) {
                current = cand; sum = sumAbsences(absent, absentCount);
                if (absentCount == 0) {
                    keepBest(); 
                    if (used() <= least) break;
                    dissolve(); sum = sumAbsences(absent, absentCount);
                }
            } else { undo(); sum = sumAbsences(absent, absentCount); }
            temp *= factor;
        }
        fromBest(); fleet = used();
        return true;
    }

    private void dissolve() {
        Tour worst = null; double least = Double.MAX_VALUE;
        for (Tour t : tours) if (t.taskCount > 0) {
            long s = 0; for (int i = 0; i < t.len; i++) if (t.node[i] < m.tasks) s += absences[t.node[i]];
            if (s < least) { least = s; worst = t; }
        }
        fleet = used() - 1;
        iteration++; touchedCount = 0;
        for (int i = 0; i < worst.len; i++) { int c = worst.node[i]; if (c < m.tasks) { tourOf[c] = null; if (m.partner[c] < 0 || m.first[c]) { absent[absentCount++] = c; absentCost += m.leaveOut[c]; } } }
        worst.set(new int[] {m.start[worst.type], m.end[worst.type]});
        current = total();
    }
}
