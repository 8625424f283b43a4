BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Private network' {
    BeforeEach {
        $emulator = Connect-TestCloud -ClockRate 100
        $poland = Get-FluenceCluster -Country PL
    }
    AfterEach { Disconnect-TestEmulator }

    It 'puts two VMs into a subnet, where they see each other''s address' {
        $vpc = New-FluenceVpc backend $poland
        $vpc | Should -BeOfType FluenceVm.Model.Vpc
        Step-VmEmulator 00:00:10
        $subnet = New-FluenceSubnet db $vpc 10.1.0.0/24 -NoEgress
        $subnet.Cidr, $subnet.Egress, $subnet.VpcId | Should -Be '10.1.0.0/24', $false, $vpc.Id
        Step-VmEmulator 00:00:10
        $vms = New-FluenceVm node ubuntu-22-04-x64 laptop -Count 2 -Subnet db -Disk 30 -Wait -PollSec 0.05
        $vms.Count | Should -Be 2
        # The service tells a private address only of a VM that is asked for by itself.
        $inside = $vms | ForEach-Object { (Get-FluenceVm -Id $_.Id).PrivateIp }
        $inside | Should -Match '^10\.1\.0\.\d+$'
        $inside | Sort-Object -Unique | Should -HaveCount 2
        (Get-FluenceDisk $vms[0].DiskIds).SizeGB | Should -Contain 30

        { Remove-FluenceSubnet db -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'SubnetInUse,*' -ExpectedMessage "*$($vms[0])*$($vms[1])*"
        { Remove-FluenceVpc backend -Confirm:$false -ErrorAction Stop } | Should -Throw '*subnet db*'
        (Get-FluenceVpc backend).Status | Should -Be 'ready'
    }

    It 'changes the default subnet and the way outside, renames, and removes' {
        $vpc = New-FluenceVpc backend $poland
        Step-VmEmulator 00:00:10
        $null = New-FluenceSubnet first backend 10.1.0.0/24
        $null = New-FluenceSubnet second backend 10.2.0.0/24
        Step-VmEmulator 00:00:10
        $changed = Set-FluenceSubnet second -Default -Egress $false -NewName main -PassThru
        $changed.Name, $changed.IsDefault, $changed.Egress | Should -Be 'main', $true, $false
        (Get-FluenceSubnet -Vpc backend).Name | Sort-Object | Should -Be 'first', 'main'
        (Get-FluenceSubnet first).IsDefault | Should -BeFalse
        (Set-FluenceVpc backend -NewName behind -PassThru).Name | Should -Be 'behind'

        Get-FluenceSubnet -Vpc behind | Remove-FluenceSubnet -Confirm:$false
        Step-VmEmulator 00:00:10
        Remove-FluenceVpc behind -Confirm:$false
        Step-VmEmulator 00:00:10
        Get-FluenceVpc behin* | Should -BeNullOrEmpty
        $vpc.Name | Should -Be 'backend'
    }

    It 'refuses a subnet without addresses, and hands on ranges that overlap' {
        $null = New-FluenceVpc backend $poland
        Step-VmEmulator 00:00:10
        { New-FluenceSubnet bare backend -ErrorAction Stop } | Should -Throw -ErrorId 'SubnetNeedsCidr,*'
        $null = New-FluenceSubnet first backend 10.1.0.0/24
        { New-FluenceSubnet second backend 10.1.0.128/25 -ErrorAction Stop } | Should -Throw '*overlaps*'
        { New-FluenceSubnet third no-such-vpc 10.3.0.0/24 -ErrorAction Stop } | Should -Throw -ErrorId 'PartNotFound,*'
        { Set-FluenceSubnet first } | Should -Throw -ErrorId 'NothingToChange,*'
    }

    It 'says in one sentence what the key may not do, and hands on that a VPC is parked' {
        $emulator = Connect-TestCloud
        $poland = Get-FluenceCluster -Country PL
        $vpc = New-FluenceVpc backend $poland
        Step-VmEmulator 00:00:10
        $reader = Connect-LimitedCloud $emulator vpc:read, subnet:read, clusters:read
        (Get-FluenceVpc backend -Connection $reader).Id | Should -Be $vpc.Id
        { New-FluenceVpc more $poland -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        { New-FluenceSubnet db $vpc 10.1.0.0/24 -Connection $reader } | Should -Throw -ErrorId 'AccessDenied,*'
        { Remove-FluenceVpc backend -Connection $reader -Confirm:$false } | Should -Throw -ErrorId 'AccessDenied,*'
        $null = Invoke-RestMethod "$($emulator.Uri)emulator/fluence/vpcs/$($vpc.Id)/park" -Method Post `
            -Headers @{ 'X-API-KEY' = $emulator.ApiKey }
        { New-FluenceSubnet db $vpc 10.1.0.0/24 } | Should -Throw '*parked*'
        Get-FluenceSubnet -Vpc $vpc | Should -BeNullOrEmpty
    }

    It 'leaves a draft with -NoProvision' {
        $draft = New-FluenceVm later ubuntu-22-04-x64 laptop -NoProvision
        $draft.Status | Should -Be 'draft'
        (Get-FluenceVm later).PricePerHour | Should -BeIn $null, 0
    }

    It 'gives a new VM an address that is there' {
        $address = New-FluencePublicIp front $poland
        Step-VmEmulator 00:00:10
        $vm = New-FluenceVm fronted ubuntu-22-04-x64 laptop -ExistingPublicIp front -Wait -PollSec 0.05
        $vm.Cluster | Should -Be $poland.Id
        $vm.PublicIp | Should -Be (Get-FluencePublicIp front).Address
        (Get-FluencePublicIp front).VmId | Should -Be $vm.Id
        $address.VmId | Should -BeNullOrEmpty
    }

    It 'says in generation MarketV3 that there are no networks' {
        $market = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        { Get-FluenceVpc -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'PartsNotSupported,*'
        { New-FluenceVm x ubuntu-22-04-x64 laptop -Disk 10 -Connection $market -ErrorAction Stop } |
            Should -Throw -ErrorId 'PartsNotSupported,*'
        { Set-FluenceVm web-1 -SecurityGroup x -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'PartsNotSupported,*'
        { Set-FluencePublicIp x -Detach -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'PartsNotSupported,*'
    }

    It 'shows networks and firewalls as tables' {
        Get-FluenceVpc | Format-Table | Out-String -Width 200 | Should -Match 'Name\s+Status\s+Cluster\s+Id'
        Get-FluenceSubnet | Format-Table | Out-String -Width 200 | Should -Match 'Name\s+Status\s+Cidr\s+Egress\s+IsDefault'
        Get-FluenceSecurityGroup | Format-Table | Out-String -Width 200 | Should -Match 'tcp 80'
        Get-FluencePublicIp | Format-Table | Out-String -Width 200 | Should -Match 'Name\s+Address\s+Status\s+PricePerHour'
    }
}
