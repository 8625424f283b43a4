BeforeAll { . $PSScriptRoot/Setup.ps1 }

# What costs nothing yet can be changed until it is as it is to be; then the same order provisions it.
Describe 'A draft' {
    BeforeEach {
        $emulator = Connect-TestCloud
        $order = @{ Name = 'later'; Image = 'ubuntu-22-04-x64'; SshKey = 'laptop'; Country = 'PL'; OrderKey = 'later-1' }
        $draft = New-FluenceVm @order -NoProvision
        function Get-Draft { Invoke-RestMethod "$($emulator.Uri)v3/vms/$($draft.Id)" -Headers @{ 'X-API-KEY' = $emulator.ApiKey } }
    }
    AfterEach { Disconnect-TestEmulator }

    It 'gets other keys and other user data' {
        $null = Add-FluenceSshKey other (Get-FakePublicKey 'other@nowhere')
        Set-FluenceVm later -SshKey other -UserData "#cloud-config`npackages: [nginx]"
        (Get-Draft).hasCloudInit | Should -BeTrue
        (Get-Draft).sshKeyIds.Count | Should -Be 1
        Set-FluenceVm later -UserData ''
        (Get-Draft).hasCloudInit | Should -BeFalse
    }

    It 'moves to another cluster' {
        $finland = Get-FluenceCluster -Country FI
        (Set-FluenceVm later -Cluster $finland -PassThru).Cluster | Should -Be $finland.Id
        { Set-FluenceVm later -Cluster nowhere } | Should -Throw -ErrorId 'PartNotFound,*'
    }

    It 'gets a larger disk, and another boot disk' {
        $own = Get-FluenceDisk (Get-Draft).bootDiskId
        ($own | Set-FluenceDisk -SizeGB 60 -PassThru).SizeGB | Should -Be 60
        $cluster = (Get-FluenceCluster -Country PL).Id
        $disk = New-FluenceDisk golden 40 $cluster -Image ubuntu-22-04-x64
        Step-VmEmulator 00:00:10
        $disk | Mount-FluenceDisk -Vm later -AsBoot
        (Get-Draft).bootDiskId | Should -Be $disk.Id
        { Mount-FluenceDisk golden -Vm app-1 -AsBoot } | Should -Throw
    }

    It 'is provisioned by the same order' {
        Set-FluenceVm later -UserData '#cloud-config'
        $vm = New-FluenceVm @order
        $vm.Id | Should -Be $draft.Id
        Step-VmEmulator 00:01:00
        (Get-FluenceVm later).Status | Should -Be 'launched'
        { Set-FluenceVm later -UserData 'x' } | Should -Throw
        { Set-FluenceVm later -Cluster (Get-FluenceCluster -Country FI) } | Should -Throw
    }

    It 'is changed by nothing under -WhatIf, whose text doesn''t say the user data' {
        $said = Invoke-FreshShell @"
            `$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
            Set-FluenceVm later -UserData '#cloud-config canary' -SshKey laptop -Cluster 'Helsinki 1' -WhatIf
"@
        $said | Should -Match 'replace its SSH keys; replace its user data; move it to Helsinki 1'
        $said | Should -Not -Match 'canary'
        (Get-Draft).hasCloudInit | Should -BeFalse
    }

    It 'is not known in generation MarketV3' {
        $market = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion MarketV3
        { Set-FluenceVm web-1 -UserData x -Connection $market } | Should -Throw -ErrorId 'NotADraft,*'
        { Set-FluenceVm web-1 -Cluster x -Connection $market } | Should -Throw -ErrorId 'PartsNotSupported,*'
    }
}
