/**
 * What the pages of a build and of a job show, and what their JSON says: views of records, computed on the server. They
 * read a record and a clock, and nothing else.
 */
package io.jenkins.plugins.ackedge.orders.page;
