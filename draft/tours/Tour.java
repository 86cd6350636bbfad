package tours;

import java.util.Arrays;

/** One vehicle's way: start depot, tasks, reloads between, end depot; with what insertion needs to know at each position. */
final class Tour {
    final Model m; final int type, id;
    int len; int[] node; double[] arrive, begin, latest, rel; int[] tripStart, tripEnd;
    int[] load, before, after; // [pos*parts+c]
    double cost; int taskCount;
    int savedLen; int[] saved; long savedAt = -1;

    Tour(Model m, int type, int id) {
        this.m = m; this.type = type; this.id = id;
        grow(16); node[0] = m.start[type]; node[1] = m.end[type]; len = 2; update();
    }

    private void grow(int size) {
        node = node == null ? new int[size] : Arrays.copyOf(node, size);
        arrive = new double[size]; begin = new double[size]; latest = new double[size]; rel = new double[size];
        tripStart = new int[size]; tripEnd = new int[size];
        load = new int[size * m.parts]; before = new int[size * m.parts]; after = new int[size * m.parts];
    }

    void save(long iteration) {
        if (savedAt == iteration) return;
        savedAt = iteration; savedLen = len;
        if (saved == null || saved.length < len) saved = new int[node.length];
        System.arraycopy(node, 0, saved, 0, len);
    }

    void restore() {
        if (node.length < savedLen) grow(savedLen + 8);
        System.arraycopy(saved, 0, node, 0, savedLen); len = savedLen; update();
    }

    void set(int[] nodes) { if (node.length < nodes.length) grow(nodes.length + 8); System.arraycopy(nodes, 0, node, 0, nodes.length); len = nodes.length; update(); }

    void insert(int after, int what) {
        if (len == node.length) grow(len * 2);
        System.arraycopy(node, after + 1, node, after + 2, len - after - 1);
        node[after + 1] = what; len++;
    }

    boolean depot(int pos) { return node[pos] >= m.tasks; }

    /** Takes marked nodes out and closes empty trips. */
    void without(boolean[] marked) {
        int to = 0;
        for (int i = 0; i < len; i++) {
            int n = node[i];
            if (n < m.tasks) { if (!marked[n]) node[to++] = n; }
            else if (i > 0 && i < len - 1) { if (node[to - 1] < m.tasks) node[to++] = n; }
            else if (i == len - 1) { if (to > 1 && node[to - 1] >= m.tasks) to--; node[to++] = n; }
            else node[to++] = n;
        }
        len = to; update();
    }

    void update() {
        final int parts = m.parts, nodes = m.nodes; final double[] tt = m.time[type], arc = m.arc[type];
        int tasks = 0; double c = 0;
        int s = 0;
        while (s < len - 1) {
            int e = s + 1; double r = 0;
            while (node[e] < m.tasks) { if (m.release[node[e]] > r) r = m.release[node[e]]; e++; }
            rel[s] = r;
            for (int i = s; i < e; i++) { tripStart[i] = s; tripEnd[i] = e; }
            for (int k = 0; k < parts; k++) {
                int sum = 0;
                for (int i = s + 1; i < e; i++) sum += m.deliver[node[i] * parts + k];
                int l = sum, max = l;
                load[s * parts + k] = l; before[s * parts + k] = l;
                for (int i = s + 1; i < e; i++) {
                    int n = node[i];
                    l += m.collect[n * parts + k] - m.deliver[n * parts + k] + m.shipped[n * parts + k];
                    load[i * parts + k] = l; if (l > max) max = l; before[i * parts + k] = max;
                }
                max = Integer.MIN_VALUE;
                for (int i = e - 1; i >= s; i--) { int v = load[i * parts + k]; if (v > max) max = v; after[i * parts + k] = max; }
            }
            tasks += e - s - 1;
            s = e;
        }
        tripStart[len - 1] = len - 1; tripEnd[len - 1] = len - 1; rel[len - 1] = 0;
        arrive[0] = m.shiftOpen[type]; begin[0] = Math.max(m.shiftOpen[type], rel[0]);
        double leave = begin[0] + m.loading[type];
        for (int i = 1; i < len; i++) {
            int a = node[i - 1], n = node[i];
            double at = leave + tt[a * nodes + n]; arrive[i] = at;
            c += arc[a * nodes + n];
            if (n < m.tasks) { if (at < m.open[n]) at = m.open[n]; begin[i] = at; leave = at + m.service[n]; }
            else if (i < len - 1) { if (at < rel[i]) at = rel[i]; begin[i] = at; leave = at + m.loading[type]; }
            else begin[i] = at;
        }
        latest[len - 1] = m.shiftClose[type];
        for (int i = len - 2; i >= 0; i--) {
            int n = node[i];
            double l = latest[i + 1] - tt[n * nodes + node[i + 1]] - (n < m.tasks ? m.service[n] : m.loading[type]);
            if (n < m.tasks && m.close[n] < l) l = m.close[n];
            latest[i] = l;
        }
        taskCount = tasks;
        cost = tasks == 0 ? 0 : c + m.fixed[type];
    }
}
