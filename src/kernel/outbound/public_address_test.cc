#include <gtest/gtest.h>

#include "kernel/outbound/http_client.h"

namespace cityhall {
namespace {

TEST(PublicAddress, KnowsTheInternet) {
  for (auto const* address : {"1.1.1.1", "8.8.8.8", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.0.1", "100.128.0.1",
      "2606:4700::1111", "2a00:1450:4001::1",
                              "::ffff:8.8.8.8", "2002:0808:0808::1"})
    EXPECT_TRUE(is_public_address(address)) << address;
}

TEST(PublicAddress, RefusesEverythingElse) {
  for (auto const* address : {"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
      "169.254.169.254", "100.64.0.1", "192.0.2.1",
                              "198.18.0.1", "198.51.100.7", "203.0.113.7", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::", "::1",
                                  "fe80::1", "fc00::1", "fd12::1", "ff02::1",
                              "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "2001::1", "2001:db8::1",
                                  "2002:7f00:1::1", "2002:a9fe:a9fe::1",
                              "", "localhost", "2130706433", "0x7f.1", "127.1"})
    EXPECT_FALSE(is_public_address(address)) << address;
}

}  // namespace
}  // namespace cityhall
