using FluenceVm.Clouds.Cudos;

namespace FluenceVm.Clouds.Tests.Cudos;

public sealed class Bech32Tests
{
    [Theory]
    [InlineData(CudosConnectionOptions.MainContract, "cudos")]
    [InlineData(FakeNode.Owner, "cudos")]
    [InlineData("a12uel5l", null)]
    [InlineData("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef")]
    [InlineData("split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w", "split")]
    [InlineData("split1cheo2y9e2w", null)]
    [InlineData("", null)]
    [InlineData("cudos1", null)]
    [InlineData("cudos1$(id)", null)]
    public void An_address_has_a_prefix_and_a_checksum_that_fits(string address, string? prefix) =>
        Assert.Equal(prefix, Bech32.PrefixOf(address));

    [Fact]
    public void No_single_mistyped_character_passes()
    {
        for (var position = "cudos1".Length; position < FakeNode.Owner.Length; position++)
        {
            foreach (var character in "qpzry9x8gf2tvdw0s3jn54khce6mua7l".Where(character => character != FakeNode.Owner[position]))
            {
                Assert.Null(Bech32.PrefixOf(FakeNode.Owner[..position] + character + FakeNode.Owner[(position + 1)..]));
            }
        }
    }
}
