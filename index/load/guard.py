"""Which web addresses may be fetched: those on the public internet, and networks somebody names."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

import httpx2

from index.errors import InputError, UnreadableError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]

PORTS = (80, 443, 8080, 8443)
MOST_ADDRESSES = 4  # of one name; a site with more is reached through the first of them
_LONGEST_URL = 4096

# Python's own `is_global` is the rule; these are what some or all of its versions let through.
_NOT_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # the relay of 6to4, withdrawn
        "168.63.129.16/32",  # the host's own services, as a large cloud numbers them
        "2001::/23",  # protocol assignments; Teredo, which holds another address, is in it
        "2001:db8::/32",
        "2002::/16",  # 6to4 holds another address and is withdrawn
        "3fff::/20",
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that is handed out of the IPv6 space so far
_NAT64 = IPv6Network("64:ff9b::/96")  # how networks without IPv4 reach it: judged by what it holds
_HOST = re.compile(r"[\w.:-]+", re.ASCII)  # a name, an IPv4 or an IPv6 address; no zone
# A last label that is a number makes the host an IPv4 address, in whatever spelling.
_NUMERIC = re.compile(r"(?:^|\.)(?:\d+|0[xX][0-9a-fA-F]*)\.?$", re.ASCII)


class RefusedError(UnreadableError):
    """The site itself cannot or must not be reached, whichever of its pages is asked for."""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` as the operating system knows them; OSError if there are none.

    How long this may take is the operating system's own setting.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides about addresses. What it refuses is an UnreadableError that says why.

    `unguarded` networks ("10.2.0.0/16") are reached though they are not public, and on any port:
    whoever can write a link into a page, feed or sitemap that is read can then make this machine
    ask theirs. It is empty unless somebody names a network. `resolve` gives a name's addresses.
    """

    unguarded: tuple[Network, ...] = ()
    resolve: Resolver = system_resolver

    @classmethod
    def with_unguarded(cls, networks: Sequence[str]) -> Guard:
        """A guard that lets these networks through; InputError for what is not a network."""
        try:
            return cls(tuple(ip_network(text) for text in networks))
        except ValueError as error:
            raise InputError(f"{error}; name a network such as 10.2.0.0/16.") from error

    def url(self, text: str) -> httpx2.URL:
        """`text` as an address whose form is one that may be asked for; no name is looked up."""
        if len(text) > _LONGEST_URL:
            raise UnreadableError(f"the address is longer than {_LONGEST_URL:,} characters")
        try:
            url = httpx2.URL(text.strip())
            host = url.raw_host.decode("ascii")
        except (httpx2.InvalidURL, ValueError, TypeError) as error:
            raise UnreadableError("it is not a web address; check its spelling") from error
        if url.scheme not in ("http", "https"):
            raise UnreadableError(
                f"{url.scheme or 'nothing'}: is not a web scheme; give an http or https address"
            )
        if not host:
            raise UnreadableError("the address names no site; check its spelling")
        if not _HOST.fullmatch(host):
            raise UnreadableError("no site can have such a name; check its spelling")
        if url.userinfo:
            raise UnreadableError("the address holds a name or password; leave them out")
        if url.port is not None and not 0 < url.port <= 65535:
            raise UnreadableError(f"there is no port {url.port}; check the address")
        if _NUMERIC.search(host) and not _is_address(host):
            raise UnreadableError("its host is a number in disguise; give the site by its name")
        return url.copy_with(fragment=None)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses to connect to, looked up now and only once; refused if any is not public.

        A caller that connects to these, and not to the name, cannot be led elsewhere.
        """
        try:
            found = [ip_address(text) for text in self.resolve(host, port)]
        except (OSError, ValueError) as error:
            raise RefusedError(
                f"no address is known for {host}; check its spelling and the connection"
            ) from error
        if not found:
            raise RefusedError(f"no address is known for {host}; check its spelling")
        for address in found:
            if not any(address in network for network in self.unguarded):
                self._judge(host, port, address)
        return [str(address) for address in found[:MOST_ADDRESSES]]

    def _judge(self, host: str, port: int, address: Address) -> None:
        if not is_public(address):
            raise RefusedError(
                f"{host} leads to {address}, which is not on the public internet; "
                "save the page and ingest the file"
            )
        if port not in PORTS:
            raise RefusedError(
                f"port {port} is not one that web pages are served on "
                f"({', '.join(map(str, PORTS))}); save the page and ingest the file"
            )


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could be meant by it, and not this machine's surroundings.

    An IPv6 address that holds an IPv4 one (mapped, NAT64) is judged by that; those of the
    withdrawn ways to do so (6to4, Teredo, IPv4-compatible) are refused, whatever they hold.
    """
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _GLOBAL_UNICAST:
            return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NOT_PUBLIC)
    )


def _is_address(host: str) -> bool:
    try:
        ip_address(host.removesuffix("."))
    except ValueError:
        return False
    return True
