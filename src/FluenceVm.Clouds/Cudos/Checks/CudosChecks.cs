namespace FluenceVm.Clouds.Cudos.Checks;

/// <summary>What the rows about Cudos Compute itself are called. Scripts rely on these names.</summary>
internal static class CudosChecks
{
    public const string Node = "Node";
    public const string Chain = "Chain";
    public const string Contract = "Contract";
    public const string Denom = "Denom";
    public const string Signer = "Signer";
    public const string Key = "Key";
    public const string Balance = "Balance";
}
