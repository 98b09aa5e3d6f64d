/**
 * What the pages of a build and of a job show, and what their JSON says: views of journals, computed on the server. They
 * read a journal's entry and a clock, and nothing else.
 */
package io.jenkins.plugins.ackedge.page;
