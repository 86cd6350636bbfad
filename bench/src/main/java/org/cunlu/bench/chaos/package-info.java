/** Kills, stops and cuts real processes while people order and pay, and holds what was acknowledged against what is there. */
package org.cunlu.bench.chaos;
