using System.Globalization;
using System.Numerics;
using System.Text;

namespace FluenceVm.Emulator.Cudos;

/// <summary>What the emulated chain starts with. Its addresses are made of readable text, so none of them has a key.</summary>
internal sealed class CudosSetup
{
    /// <summary>The addresses' prefix.</summary>
    public const string Prefix = "cudos";

    /// <summary>The contract's address: not the main network's, so that the two are never mistaken for each other.</summary>
    public static string ContractAddress { get; } = Address("emulated compute contract, 32 by");

    /// <summary>The account that a connection to the emulator acts for.</summary>
    public static string Owner { get; } = Address("emulator owner no. 1");

    /// <summary>A second account, for handing machines over.</summary>
    public static string SecondOwner { get; } = Address("emulator owner no. 2");

    /// <summary>The name of a chain that begins now: no other has it.</summary>
    public string ChainId { get; init; } = "emulator-" + Guid.NewGuid().ToString("N").Substring(0, 12);

    /// <summary>The chain's coin: 10^18 are one CUDOS.</summary>
    public string Denom { get; init; } = "acudos";

    /// <summary>What every account has at the start, in <see cref="Denom"/>.</summary>
    public IReadOnlyDictionary<string, BigInteger> Balances { get; init; } = new Dictionary<string, BigInteger>
    {
        [Owner] = Cudos(100_000),
        [SecondOwner] = Cudos(1_000),
    };

    /// <summary>What can be ordered.</summary>
    public IReadOnlyList<EmulatedMachineType> Types { get; init; } =
    [
        new("basic-1", 1, 0, 1, 25, Cudos(1.5m)),
        new("basic-2", 2, 0, 4, 50, Cudos(3.75m)),
        new("standard-4", 4, 0, 8, 100, BigInteger.Parse("7333333333333333333", CultureInfo.InvariantCulture)),
        new("memory-4", 4, 0, 32, 100, Cudos(16.2m)),
        new("standard-16", 16, 0, 64, 400, Cudos(30)),
        new("gpu-8", 8, 1, 64, 500, Cudos(120), Region: "na"),
        new("legacy-2", 2, 0, 2, 40, Cudos(2), Available: false),
    ];

    /// <summary>What machines can be started from.</summary>
    public IReadOnlyList<EmulatedImage> Images { get; init; } =
    [
        new("ubuntu-24.04", "Ubuntu 24.04 LTS", "Ubuntu", 3_758_096_384),
        new("ubuntu-22.04", "Ubuntu 22.04 LTS", "Ubuntu", 2_361_393_152),
        new("debian-12", "Debian 12", "Debian", 2_147_483_648),
        new("alpine-3.20", "Alpine 3.20", "Alpine", 209_715_200),
    ];

    /// <summary>Who takes the orders. Only North America has GPUs, so a GPU machine elsewhere fails for want of room.</summary>
    public IReadOnlyList<EmulatedProvider> Providers { get; init; } =
    [
        new(Address("emulator provider eu"), "eu", 20_000, 0),
        new(Address("emulator provider e2"), "eu", 20_000, 0),
        new(Address("emulator provider na"), "na", 20_000, 4),
        new(Address("emulator provider ap"), "ap", 20_000, 0),
    ];

    /// <summary>An amount of CUDOS in acudos.</summary>
    public static BigInteger Cudos(decimal amount) => new BigInteger(amount * 1_000_000m) * 1_000_000_000_000;

    private static string Address(string text) => Bech32.Encode(Prefix, Encoding.ASCII.GetBytes(text));
}
