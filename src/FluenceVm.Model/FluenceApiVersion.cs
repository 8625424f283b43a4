namespace FluenceVm.Model;

/// <summary>A generation of the Fluence service.</summary>
public enum FluenceApiVersion
{
    /// <summary>Found out by a read at the first use, never by a change.</summary>
    Auto = 0,

    /// <summary><c>vms/v2</c>: the list with integer prices; deletes go to <c>vms/v3</c>.</summary>
    MarketV2 = 2,

    /// <summary><c>vms/v3</c>: the marketplace.</summary>
    MarketV3 = 3,

    /// <summary>The service as it is today: <c>/v3</c> (docs/services/fluence-cloud.md).</summary>
    Cloud = 4,
}
