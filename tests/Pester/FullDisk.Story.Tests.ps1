BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'The disk is full' {
    BeforeEach {
        $emulator = Connect-TestCloud
    }
    AfterEach { Disconnect-TestEmulator }

    It 'buys a disk, mounts it, enlarges it, and shows it' {
        $vm = Get-FluenceVm app-2
        $disk = New-FluenceDisk data-2 50 $vm.Cluster
        $disk | Should -BeOfType FluenceVm.Model.Disk
        $disk.Name, $disk.SizeGB, $disk.VmId, $disk.IsBoot | Should -Be 'data-2', 50, $null, $false
        $disk.PricePerHour | Should -BeGreaterThan 0
        Step-VmEmulator 00:00:10

        ($disk | Mount-FluenceDisk -Vm app-2 -PassThru).VmId | Should -Be $vm.Id
        Step-VmEmulator 00:00:10
        $larger = Set-FluenceDisk data-2 -SizeGB 100 -PassThru -WarningVariable told -WarningAction SilentlyContinue
        $larger.SizeGB | Should -Be 100
        $larger.PricePerHour | Should -Be (2 * $disk.PricePerHour)
        "$told" | Should -BeLike '*Restart-FluenceVm*'
        (Get-FluenceVm app-2).DiskIds | Should -Contain $disk.Id

        Step-VmEmulator 00:00:10
        Dismount-FluenceDisk data-2 -Confirm:$false
        Step-VmEmulator 00:00:10
        Remove-FluenceDisk data-2 -Confirm:$false
        Step-VmEmulator 00:00:10
        Get-FluenceDisk data-* | Should -BeNullOrEmpty
    }

    It 'says the price before, and -WhatIf only reads' {
        $said = Invoke-FreshShell @'
            $null = Connect-Fluence -Emulator -ApiVersion Cloud
            $vm = Get-FluenceVm app-2
            New-FluenceDisk data-2 50 $vm.Cluster -WhatIf
            Set-FluenceDisk app-data -SizeGB 200 -WhatIf
            Remove-FluenceDisk old-web-boot-0fa4e001 -WhatIf
            Dismount-FluenceDisk app-data -WhatIf
            Get-VmEmulator -Requests | Where-Object { $_.Method -ne 'GET' -and $_.Operation -ne 'Estimate' } | ForEach-Object Path
'@
        $said | Should -Match 'Make disk data-2 of 50 GB in .*0\.\d+ USD'
        $said | Should -Match 'from 100 GB to 200 GB.*0\.\d+ USD.*instead of 0\.\d+ USD'
        $said | Should -Match 'Remove disk old-web-boot-0fa4e001 .*0\.\d+ USD'
        $said | Should -Match 'Dismount disk app-data .* from VM app-2 '
        $said | Should -Not -Match '/v3/'
    }

    It 'gives the same disk under the same key, and another disk is a conflict' {
        $cluster = (Get-FluenceVm app-2).Cluster
        $disk = New-FluenceDisk data-2 50 $cluster -OrderKey run-7
        (New-FluenceDisk data-2 50 $cluster -OrderKey run-7).Id | Should -Be $disk.Id
        { New-FluenceDisk data-2 60 $cluster -OrderKey run-7 -ErrorAction Stop } | Should -Throw -ErrorId 'OrderConflict*'
        @(Get-FluenceDisk data-2).Count | Should -Be 1
    }

    It 'buys one disk if the answer was lost (<_>), and says how to find out' -ForEach 'DropBefore', 'DropAfter', 'Garbage' {
        $cluster = (Get-FluenceVm app-2).Cluster
        Set-VmEmulatorFault Storage $_ -Count 20
        { New-FluenceDisk data-2 50 $cluster -OrderKey run-8 -ErrorAction Stop } | Should -Throw '*-OrderKey run-8*'
        Clear-VmEmulatorFault
        (New-FluenceDisk data-2 50 $cluster -OrderKey run-8).Name | Should -Be 'data-2'
        @(Get-FluenceDisk data-2).Count | Should -Be 1
    }

    It 'refuses to make a disk smaller, and changes the others' {
        $changed = Set-FluenceDisk app-data, old-web-boot-0fa4e001 -SizeGB 60 -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $changed.Name | Should -Be 'old-web-boot-0fa4e001'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'DiskNotSmaller,*'
        $failed[0].TargetObject.Name | Should -Be 'app-data'
    }

    It 'refuses a disk of another cluster, one that is in use, and a boot disk, and sends nothing' {
        $vm = Get-FluenceVm app-1
        $other = (Get-FluenceVm app-2).Cluster
        $disk = New-FluenceDisk far-away 10 $other
        Step-VmEmulator 00:00:10
        { $disk | Mount-FluenceDisk -Vm $vm -ErrorAction Stop } | Should -Throw -ErrorId 'PartInAnotherCluster,*'
        { Mount-FluenceDisk app-data $vm -ErrorAction Stop } | Should -Throw -ErrorId 'DiskMountedElsewhere,*'
        { Remove-FluenceDisk app-data -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'DiskInUse,*'
        { Dismount-FluenceDisk app-1-boot -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'BootDiskStays,*'
        @(Get-Request Storage | Where-Object Method -in DELETE, POST).Count | Should -Be 1
    }

    It 'says that there is no room, and hands on that there is no money' {
        $cluster = (Get-FluenceVm app-2).Cluster
        { New-FluenceDisk huge 900000 $cluster -ErrorAction Stop } | Should -Throw -ErrorId 'DiskWithoutRoom,*'
        { New-FluenceDisk no-such 10 no-such-cluster -ErrorAction Stop } | Should -Throw -ErrorId 'PartNotFound,*'
        Step-VmEmulator 400.00:00:00
        { New-FluenceDisk data-2 50 $cluster -ErrorAction Stop } | Should -Throw -ErrorId 'AccountInDebt,*'
    }

    It 'says in one sentence what the key may not do' {
        $cluster = (Get-FluenceVm app-2).Cluster
        $reader = Connect-LimitedCloud $emulator storage:read, clusters:read, prices:read
        (Get-FluenceDisk app-data -Connection $reader).SizeGB | Should -Be 100
        { New-FluenceDisk data-2 50 $cluster -Connection $reader -ErrorAction Stop } | Should -Throw '*storage*'
        $blind = Connect-LimitedCloud $emulator storage:read
        $disk = Get-FluenceDisk app-data -Connection $blind
        $disk.SizeGB, $disk.PricePerHour | Should -Be 100, $null
    }

    It 'names what is not there, and what is there twice' {
        $cluster = (Get-FluenceVm app-2).Cluster
        $null = 1..2 | ForEach-Object { New-FluenceDisk twin 10 $cluster }
        $found = Get-FluenceDisk no-such, app-data -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'app-data'
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PartNotFound,*'
        { Remove-FluenceDisk twin -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PartAmbiguous,*'
        { Remove-FluenceDisk tw* -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PartWildcard,*'
        Get-FluenceDisk twin | Remove-FluenceDisk -Confirm:$false
        Step-VmEmulator 00:00:10
        Get-FluenceDisk twi* | Should -BeNullOrEmpty
    }

    It 'says in generation <_> that there are no disks' -ForEach 'MarketV2', 'MarketV3' {
        $market = Connect-Fluence -Endpoint $emulator.Uri -ApiKey $emulator.ApiKey -ApiVersion $_
        { Get-FluenceDisk -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'PartsNotSupported,*'
        { Remove-FluenceDisk x -Connection $market -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'PartsNotSupported,*'
        { New-FluenceDisk x 10 PL -Connection $market -ErrorAction Stop } | Should -Throw -ErrorId 'PartsNotSupported,*'
    }
}

Describe 'Get-FluenceCluster' {
    BeforeAll { $null = Connect-Fluence -Emulator -ApiVersion Cloud }
    AfterAll { Disconnect-TestEmulator }

    It 'says where clusters are and what is left there' {
        $clusters = Get-FluenceCluster
        $clusters | Should -BeOfType FluenceVm.Model.Cluster
        $clusters.Count | Should -BeGreaterThan 1
        $poland = Get-FluenceCluster -Country pl
        $poland.Country | Should -Be 'PL'
        $poland.Configurations | Should -Contain 'cpu-regular-2vcpu-4gb'
        $poland.PublicIps | Should -BeGreaterThan 0
        $poland.LargestDiskGB | Should -BeGreaterThan 0
        (Get-FluenceCluster $poland).Id | Should -Be $poland.Id
        (Get-FluenceVm app-1).Cluster | Should -Be $poland.Id
    }

    It 'shows disks and clusters as tables' {
        Get-FluenceDisk | Format-Table | Out-String -Width 200 | Should -Match 'Name\s+SizeGB\s+Status\s+Type\s+PricePerHour'
        Get-FluenceCluster | Format-Table | Out-String -Width 200 | Should -Match 'Name\s+Country\s+PublicIps\s+LargestDiskGB'
    }
}
