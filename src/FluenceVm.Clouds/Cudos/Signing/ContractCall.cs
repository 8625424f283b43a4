using System.Numerics;

namespace FluenceVm.Clouds.Cudos.Signing;

/// <summary>A message to the contract.</summary>
/// <param name="Contract">The contract's address.</param>
/// <param name="Sender">The account that it comes from.</param>
/// <param name="Message">Its JSON, in UTF-8.</param>
/// <param name="Coins">The coins that go along; zero for none.</param>
/// <param name="Denom">Their kind.</param>
/// <param name="What">What it is, in words for an error.</param>
internal sealed record ContractCall(string Contract, string Sender, byte[] Message, BigInteger Coins, string Denom, string What);
