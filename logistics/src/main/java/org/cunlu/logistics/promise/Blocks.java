package org.cunlu.logistics.promise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The network taken apart where it hangs together by one node only: its biconnected components, here called blocks, and the
 * tree in which they and the nodes between them stand (Hopcroft and Tarjan, 1973). Two nodes are neighbours when some ride
 * calls at both, so all of a ride lies in one block. A way that never comes back to a node, and no best way does, passes
 * the blocks between source and goal and no other, and stands at each node between two of them. So one village's way to
 * another looks at a few dozen departures, not at those of a whole province.
 */
final class Blocks {
    private static final int NONE = -1;

    /** Block of each ride; -1 when it calls at fewer than two open nodes. */
    final int[] ofRide;

    private final List<int[]> neighbours = new ArrayList<>();
    /** Per node: the block between it and the root of its tree; -1 for the root. */
    private final int[] blockAbove;
    /** Per block: its node nearest to the root. */
    private final List<Integer> top = new ArrayList<>();

    private final int[] root;
    /** Per node: blocks from the root to it. */
    private final int[] depth;

    /** Nodes in the order in which they were found. */
    private final int[] order;

    private int found;

    /** @param open whether goods may stand at a node; rides pass by the others */
    Blocks(int nodes, List<Ride> rides, boolean[] open) {
        blockAbove = new int[nodes];
        root = new int[nodes];
        depth = new int[nodes];
        order = new int[nodes];
        Arrays.fill(blockAbove, NONE);
        join(nodes, rides, open);
        take(nodes);
        for (int i = 0; i < nodes; i++) {
            int node = order[i];
            int above = blockAbove[node] == NONE ? node : top.get(blockAbove[node]);
            root[node] = above == node ? node : root[above];
            depth[node] = above == node ? 0 : depth[above] + 1;
        }
        ofRide = rides.stream().mapToInt(ride -> blockOf(ride, open)).toArray();
        neighbours.clear();
    }

    /** @return nodes of each block */
    List<Numbers> members() {
        var members = new ArrayList<Numbers>();
        for (int node : top) {
            members.add(new Numbers());
            members.getLast().add(node);
        }
        for (int node = 0; node < blockAbove.length; node++) {
            if (blockAbove[node] != NONE) {
                members.get(blockAbove[node]).add(node);
            }
        }
        return members;
    }

    int count() {
        return top.size();
    }

    boolean connected(int one, int other) {
        return root[one] == root[other];
    }

    /** @return the block that both nodes lie in, or -1; there is at most one */
    int shared(int one, int other) {
        if (blockAbove[one] != NONE && (blockAbove[one] == blockAbove[other] || top.get(blockAbove[one]) == other)) {
            return blockAbove[one];
        }
        return blockAbove[other] != NONE && top.get(blockAbove[other]) == one ? blockAbove[other] : NONE;
    }

    /**
     * The blocks from one node to another.
     * @param blocks gets them in their order
     * @param exits gets the node at which each is left, the last being the goal
     */
    void way(int source, int goal, Numbers blocks, Numbers exits) {
        int up = source;
        int down = goal;
        int turned = 0;
        // Down from the common node is found last first, and turned round below.
        while (up != down) {
            if (blockAbove[up] == blockAbove[down] && depth[up] == depth[down]) {
                blocks.insert(turned, blockAbove[up]);
                exits.insert(turned, down);
                return;
            }
            if (depth[up] >= depth[down]) {
                blocks.insert(turned, blockAbove[up]);
                up = top.get(blockAbove[up]);
                exits.insert(turned++, up);
            } else {
                blocks.insert(turned, blockAbove[down]);
                exits.insert(turned, down);
                down = top.get(blockAbove[down]);
            }
        }
    }

    /** A ring through the nodes of each ride hangs together just as if each were joined to each. */
    private void join(int nodes, List<Ride> rides, boolean[] open) {
        var joined = new Numbers[nodes];
        Arrays.setAll(joined, node -> new Numbers());
        for (Ride ride : rides) {
            int[] calls = Arrays.stream(ride.node)
                    .filter(node -> open[node])
                    .distinct()
                    .toArray();
            for (int i = 0; i < calls.length && calls.length > 1; i++) {
                int next = calls[(i + 1) % calls.length];
                joined[calls[i]].add(next);
                joined[next].add(calls[i]);
            }
        }
        for (Numbers each : joined) {
            neighbours.add(Arrays.stream(each.toArray()).distinct().toArray());
        }
    }

    /** Depth first, without recursion: a province is deeper than a thread's stack. */
    private void take(int nodes) {
        int[] number = new int[nodes];
        int[] low = new int[nodes];
        int[] next = new int[nodes];
        int[] above = new int[nodes];
        for (int start = 0; start < nodes; start++) {
            if (number[start] != 0) {
                continue;
            }
            var path = new ArrayDeque<Integer>();
            var open = new ArrayDeque<Integer>();
            visit(start, NONE, number, low, above);
            path.push(start);
            while (!path.isEmpty()) {
                int node = path.peek();
                if (next[node] < neighbours.get(node).length) {
                    int to = neighbours.get(node)[next[node]++];
                    if (number[to] == 0) {
                        visit(to, node, number, low, above);
                        path.push(to);
                        open.push(to);
                    } else if (to != above[node]) {
                        low[node] = Math.min(low[node], number[to]);
                    }
                    continue;
                }
                path.pop();
                if (above[node] != NONE) {
                    low[above[node]] = Math.min(low[above[node]], low[node]);
                    if (low[node] >= number[above[node]]) {
                        close(node, above[node], open);
                    }
                }
            }
        }
    }

    private void visit(int node, int from, int[] number, int[] low, int[] above) {
        order[found++] = node;
        number[node] = found;
        low[node] = found;
        above[node] = from;
    }

    private void close(int node, int topNode, ArrayDeque<Integer> open) {
        int block = top.size();
        top.add(topNode);
        int member;
        do {
            member = open.pop();
            blockAbove[member] = block;
        } while (member != node);
    }

    private int blockOf(Ride ride, boolean[] open) {
        int[] calls = Arrays.stream(ride.node)
                .filter(node -> open[node])
                .distinct()
                .limit(2)
                .toArray();
        return calls.length < 2 ? NONE : shared(calls[0], calls[1]);
    }
}
