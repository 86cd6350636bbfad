package org.cunlu.logistics.promise;

import java.util.Arrays;

/** Numbers in a row that grows and is used again. */
final class Numbers {
    private int[] all = new int[16];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return all[index];
    }

    void add(int number) {
        insert(size, number);
    }

    void insert(int index, int number) {
        if (size == all.length) {
            all = Arrays.copyOf(all, 2 * size);
        }
        System.arraycopy(all, index, all, index + 1, size - index);
        all[index] = number;
        size++;
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(all, size);
    }
}
