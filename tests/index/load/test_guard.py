"""No address that is not public passes, however it is written or hidden."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import InputError, UnreadableError
from index.load.guard import Guard, is_public, system_resolver

# The special-purpose registries as IANA lists them, written out apart from the code they judge.
SPECIAL_4 = [
    IPv4Network(text)
    for text in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
        "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "224.0.0.0/4 240.0.0.0/4 255.255.255.255/32 168.63.129.16/32"
    ).split()
]
SPECIAL_6 = [
    IPv6Network(text)
    for text in (
        "::1/128 ::/128 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 "
        "5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
    ).split()
]


def in_network(network: IPv4Network | IPv6Network) -> st.SearchStrategy[int]:
    return st.integers(int(network.network_address), int(network.broadcast_address))


special_4 = st.one_of([in_network(n) for n in SPECIAL_4]).map(IPv4Address)
special_6 = st.one_of([in_network(n) for n in SPECIAL_6]).map(IPv6Address)


@given(special_4)
def test_no_special_ipv4_address_passes(address: IPv4Address) -> None:
    assert not is_public(address)


@given(special_6)
def test_no_special_ipv6_address_passes(address: IPv6Address) -> None:
    assert not is_public(address)


@given(special_4)
@example(IPv4Address("127.0.0.1"))
@example(IPv4Address("169.254.169.254"))
def test_no_ipv6_address_that_hides_one_passes(hidden: IPv4Address) -> None:
    inner = int(hidden)
    for outer in (
        0xFFFF << 32 | inner,  # mapped
        inner,  # compatible
        0xFFFF << 48 | inner,  # translated
        0x64FF9B << 96 | inner,  # NAT64
        0x64FF9B0001 << 80 | inner,  # NAT64 of one's own
        0x2002 << 112 | inner << 80,  # 6to4
        0x20010000 << 96 | inner << 64 | 1,  # Teredo, as its server
        0x20010000 << 96 | inner ^ 0xFFFFFFFF,  # Teredo, as its client
        0xFE80 << 112 | 0x5EFE << 32 | inner,  # ISATAP
    ):
        assert not is_public(IPv6Address(outer)), IPv6Address(outer)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_ordinary_ipv4_address_passes(address: IPv4Address) -> None:
    assert is_public(address) == (not any(address in network for network in SPECIAL_4))


@given(st.ip_addresses(v=6))
def test_nothing_passes_that_python_does_not_call_global(address: IPv6Address) -> None:
    assert not is_public(address) or address.is_global


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_public_addresses_pass(text: str) -> None:
    assert is_public(ip_address(text))


def test_a_zone_makes_an_address_local() -> None:
    assert not is_public(ip_address("2606:4700::1111%eth0"))


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("ftp://example.org/x", "scheme"),
        ("file:///etc/hosts", "scheme"),
        ("gopher://example.org", "scheme"),
        ("example.org/story", "scheme"),
        ("http://", "names no site"),
        ("https:///story", "names no site"),
        ("http://reader:secret@example.org/", "password"),
        ("http://example.org\\@127.0.0.1/", "password"),
        ("http://2130706433/", "disguise"),
        ("http://0x7f000001/", "disguise"),
        ("http://0177.0.0.1/", "spelling"),
        ("http://127.1/", "disguise"),
        ("http://0x7f.0.0.1./", "disguise"),
        ("http://999.1.1.1/", "spelling"),
        ("http://①②⑦.⓪.⓪.①/", "spelling"),
        ("http://example.org:0/", "port"),
        ("http://example.org:99999/", "port"),
        ("http://example.org/\r\nHost: inner", "spelling"),
        ("http://example.org/" + "a" * 5000, "longer"),
        ("http://[::1/", "spelling"),
        ("http://[fe80::1%25eth0]/", "spelling"),
        ("http://news%2eexample/", "spelling"),
    ],
)
def test_addresses_of_a_wrong_form_are_refused(address: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=word):
        Guard().url(address)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    for address in (text, f"http://{text}", f"http://example.org/{text}", f"https://a.{text}.b:8/"):
        try:
            url = Guard().url(address)
        except UnreadableError:
            continue
        assert url.scheme in ("http", "https")
        assert url.host
        assert not url.userinfo


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "0.0.0.0"])  # noqa: S104
def test_this_machine_is_refused_under_its_own_names(host: str) -> None:
    with pytest.raises(UnreadableError, match="not on the public internet"):
        Guard().addresses(host, 80)


@given(st.lists(st.ip_addresses(), max_size=5))
def test_one_address_that_is_not_public_is_enough(found: list[IPv4Address | IPv6Address]) -> None:
    guard = Guard(resolve=lambda host, port: [str(a) for a in found])
    if found and all(is_public(a) for a in found):
        assert guard.addresses("news.example", 443) == [str(a) for a in found[:4]]
    else:
        with pytest.raises(UnreadableError):
            guard.addresses("news.example", 443)


def test_odd_ports_are_refused() -> None:
    guard = Guard(resolve=lambda host, port: ["8.8.8.8"])
    with pytest.raises(UnreadableError, match="port 22"):
        guard.addresses("news.example", 22)
    assert guard.addresses("news.example", 8443) == ["8.8.8.8"]


def test_a_name_without_an_address_is_said_to_have_none() -> None:
    with pytest.raises(UnreadableError, match="no address is known"):
        Guard(resolve=lambda host, port: []).addresses("news.example", 80)
    with pytest.raises(UnreadableError, match="no address is known"):
        Guard().addresses("no-such-name.invalid", 80)


def test_a_named_network_is_let_through_and_no_other() -> None:
    guard = Guard.with_unguarded(["10.2.0.0/16"])
    answers = {"wiki": ["10.2.3.4"], "db": ["10.3.0.1"], "both": ["10.2.3.4", "10.3.0.1"]}
    named = Guard(guard.unguarded, lambda host, port: answers[host])
    assert named.addresses("wiki", 9000) == ["10.2.3.4"]
    for host in ("db", "both"):
        with pytest.raises(UnreadableError, match=r"10\.3\.0\.1"):
            named.addresses(host, 80)
    assert Guard().unguarded == ()


def test_what_is_no_network_is_an_input_error() -> None:
    with pytest.raises(InputError, match="name a network"):
        Guard.with_unguarded(["intranet"])


def test_the_system_resolver_gives_each_address_once() -> None:
    found = system_resolver("localhost", 80)
    assert found
    assert len(found) == len(set(found))
