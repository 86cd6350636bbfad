/** The program of the embedded broker's process: Apache Qpid Broker-J, for AMQP 0-9-1 only. */
package org.cunlu.devstack.broker;
