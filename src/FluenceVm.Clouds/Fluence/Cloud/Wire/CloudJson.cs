using System.Text.Json.Serialization;
using FluenceVm.Clouds.Fluence.Market.Wire;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The wire types of generation Cloud, with generated readers and writers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    Converters = [typeof(PrintableConverter)])]
[JsonSerializable(typeof(PageWire<CloudVmWire>), TypeInfoPropertyName = "VmPage")]
[JsonSerializable(typeof(PageWire<StorageWire>), TypeInfoPropertyName = "StoragePage")]
[JsonSerializable(typeof(PageWire<PublicIpWire>), TypeInfoPropertyName = "PublicIpPage")]
[JsonSerializable(typeof(PageWire<SecurityGroupWire>), TypeInfoPropertyName = "SecurityGroupPage")]
[JsonSerializable(typeof(PageWire<CloudSshKeyWire>), TypeInfoPropertyName = "SshKeyPage")]
[JsonSerializable(typeof(CollectionWire<ClusterWire>), TypeInfoPropertyName = "Clusters")]
[JsonSerializable(typeof(CollectionWire<PlaceWire>), TypeInfoPropertyName = "Places")]
[JsonSerializable(typeof(CollectionWire<SizeWire>), TypeInfoPropertyName = "Configurations")]
[JsonSerializable(typeof(CollectionWire<StorageTypeWire>), TypeInfoPropertyName = "StorageTypes")]
[JsonSerializable(typeof(CollectionWire<VmPriceWire>), TypeInfoPropertyName = "VmPrices")]
[JsonSerializable(typeof(CollectionWire<StoragePriceWire>), TypeInfoPropertyName = "StoragePrices")]
[JsonSerializable(typeof(CollectionWire<PublicIpPriceWire>), TypeInfoPropertyName = "PublicIpPrices")]
[JsonSerializable(typeof(CollectionWire<ImageWire>), TypeInfoPropertyName = "Images")]
[JsonSerializable(typeof(ResourcesWire))]
[JsonSerializable(typeof(CreateVmWire))]
[JsonSerializable(typeof(RenameWire))]
[JsonSerializable(typeof(CreateSecurityGroupWire))]
[JsonSerializable(typeof(AttachWire))]
[JsonSerializable(typeof(CostRequestWire))]
[JsonSerializable(typeof(CostWire))]
[JsonSerializable(typeof(CreateSshKeyWire))]
[JsonSerializable(typeof(BalanceWire[]), TypeInfoPropertyName = "Balances")]
[JsonSerializable(typeof(ServiceStatusWire))]
internal sealed partial class CloudJson : JsonSerializerContext;
