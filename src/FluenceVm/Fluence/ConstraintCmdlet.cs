using System.Management.Automation;
using FluenceVm.Clouds.Fluence.Requests;
using FluenceVm.Engine;
using FluenceVm.Engine.Input;
using FluenceVm.Model;

namespace FluenceVm.Fluence;

/// <summary>A cmdlet that asks something of the marketplace: what an order, an estimate and a search for offers share.</summary>
public abstract class ConstraintCmdlet : FluenceCmdlet
{
    private protected ConstraintCmdlet()
    {
    }

    /// <summary>The basic configuration, for example <c>cpu-4-ram-8gb-storage-25gb</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Reference(typeof(MachineType), Cloud = Cloud.Fluence)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(ConfigurationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Configuration { get; set; }

    /// <summary>ISO country codes, any of which will do.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Words]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Country { get; set; } = [];

    /// <summary>The CPU's manufacturer, for example <c>AMD</c>; any architecture unless <see cref="CpuArchitecture"/> names one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(CpuManufacturerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? CpuManufacturer { get; set; }

    /// <summary>The CPU's architecture, for example <c>Zen</c>; needs <see cref="CpuManufacturer"/>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(CpuArchitectureCompleter))]
    [ValidateNotNullOrEmpty]
    public string? CpuArchitecture { get; set; }

    /// <summary>The type of memory, for example <c>DDR</c>; any generation unless <see cref="MemoryGeneration"/> names one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(MemoryTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? MemoryType { get; set; }

    /// <summary>The generation of memory, for example <c>5</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ArgumentCompleter(typeof(MemoryGenerationCompleter))]
    [ValidateNotNullOrEmpty]
    public string? MemoryGeneration { get; set; }

    /// <summary>The type of disk: <c>HDD</c>, <c>SSD</c> or <c>NVMe</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotGivenIfEmpty]
    [ValidateSet("HDD", "SSD", "NVMe")]
    public string? StorageType { get; set; }

    /// <summary>Disk space in GiB beyond the configuration's; needs <see cref="StorageType"/>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount(Whole = true)]
    [NotGivenIfEmpty]
    [ValidateRange(1, int.MaxValue)]
    public int? AdditionalStorageGiB { get; set; }

    /// <summary>The most that one VM may cost per epoch, in USDC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount]
    [NotGivenIfEmpty]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxPricePerEpoch { get; set; }

    /// <summary>The most that one VM may cost per hour; if an epoch has a limit too, the lower one holds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Amount]
    [NotGivenIfEmpty]
    [ValidateRange(0, int.MaxValue)]
    public decimal? MaxPricePerHour { get; set; }

    /// <summary>A public address of its own for each VM (generation <c>Cloud</c>; VMs of the others have one anyway).</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [YesOrNo]
    [NotGivenIfEmpty]
    public SwitchParameter PublicIp { get; set; }

    /// <summary>The most that one VM may cost per epoch, from both limits; null for any price.</summary>
    private protected decimal? PriceLimit =>
        MaxPricePerHour * (decimal)Epoch.Length.TotalHours is { } limit && !(limit > MaxPricePerEpoch) ? limit : MaxPricePerEpoch;

    private protected VmConstraints Constraints() => AdditionalStorageGiB is not null && StorageType is null
        ? throw CmdletException.StorageTypeMissing()
        : new VmConstraints
        {
            Configuration = Configuration,
            Countries = [.. Country.Select(code => code.Length == 2 ? code.ToUpperInvariant() : code)],
            Hardware = [.. AskedHardware()],
            AdditionalStorageGiB = AdditionalStorageGiB,
            MaxTotalPricePerEpoch = PriceLimit,
            PublicIp = PublicIp,
        };

    private IEnumerable<Hardware> AskedHardware()
    {
        if (CpuManufacturer is not null || CpuArchitecture is not null)
        {
            yield return new Hardware { Kind = "Cpu", Manufacturer = CpuManufacturer, Architecture = CpuArchitecture };
        }
        if (MemoryType is not null || MemoryGeneration is not null)
        {
            yield return new Hardware { Kind = "Memory", Type = MemoryType, Generation = MemoryGeneration };
        }
        if (StorageType is not null)
        {
            yield return new Hardware { Kind = "Storage", Type = StorageType };
        }
    }
}
