using System.Text.Json.Serialization;
using System.Text.Json;
using FluenceVm.Clouds.Json;

namespace FluenceVm.Clouds.Fluence.Cloud.Wire;

/// <summary>The wire types of generation Cloud, with generated readers and writers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    Converters = [typeof(PrintableConverter), typeof(NumberConverter), typeof(TimeConverter)])]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(PageWire<CloudVmWire>), TypeInfoPropertyName = "VmPage")]
[JsonSerializable(typeof(PageWire<StorageWire>), TypeInfoPropertyName = "StoragePage")]
[JsonSerializable(typeof(PageWire<PublicIpWire>), TypeInfoPropertyName = "PublicIpPage")]
[JsonSerializable(typeof(PageWire<SecurityGroupWire>), TypeInfoPropertyName = "SecurityGroupPage")]
[JsonSerializable(typeof(PageWire<SubnetWire>), TypeInfoPropertyName = "SubnetPage")]
[JsonSerializable(typeof(PageWire<CloudSshKeyWire>), TypeInfoPropertyName = "SshKeyPage")]
[JsonSerializable(typeof(PageWire<VpcWire>), TypeInfoPropertyName = "VpcPage")]
[JsonSerializable(typeof(CreateVpcWire))]
[JsonSerializable(typeof(CreateSubnetWire))]
[JsonSerializable(typeof(ChangeSubnetWire))]
[JsonSerializable(typeof(CreateStorageWire))]
[JsonSerializable(typeof(ChangeStorageWire))]
[JsonSerializable(typeof(CreatePublicIpWire))]
[JsonSerializable(typeof(AddInterfaceWire))]
[JsonSerializable(typeof(AskedCostWire))]
[JsonSerializable(typeof(CostWire))]
[JsonSerializable(typeof(ClusterResourcesWire))]
[JsonSerializable(typeof(RevisionWire))]
[JsonSerializable(typeof(MoveVmWire))]
[JsonSerializable(typeof(ClusterWire))]
[JsonSerializable(typeof(PlaceWire))]
[JsonSerializable(typeof(SizeWire))]
[JsonSerializable(typeof(CloudImageWire))]
[JsonSerializable(typeof(StorageTypeWire))]
[JsonSerializable(typeof(PriceItemWire))]
[JsonSerializable(typeof(ResourcesWire))]
[JsonSerializable(typeof(InterfaceWire))]
[JsonSerializable(typeof(AccessTokenWire))]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(ApiKeyWire))]
[JsonSerializable(typeof(CreateApiKeyWire))]
[JsonSerializable(typeof(BalanceWire))]
[JsonSerializable(typeof(ChargeWire))]
[JsonSerializable(typeof(TotalChargeWire))]
[JsonSerializable(typeof(ServiceStatusWire))]
[JsonSerializable(typeof(CreateSshKeyWire))]
[JsonSerializable(typeof(CreateSecurityGroupWire))]
[JsonSerializable(typeof(ChangeSecurityGroupWire))]
[JsonSerializable(typeof(BindGroupWire))]
[JsonSerializable(typeof(VmSpecWire))]
[JsonSerializable(typeof(ReceiptWire))]
[JsonSerializable(typeof(TerminatedWire))]
[JsonSerializable(typeof(EstimateWire))]
[JsonSerializable(typeof(RenameWire))]
[JsonSerializable(typeof(ReplaceSshKeysWire))]
[JsonSerializable(typeof(CloudInitWire))]
[JsonSerializable(typeof(CloudPlanWire))]
internal sealed partial class CloudJson : JsonSerializerContext;
